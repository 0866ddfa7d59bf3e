"""What is asked often over the whole is counted once, and answered from the counts.

A query that counts the solutions of some triple patterns is read (`reading`); its patterns, by
whatever names and in whatever order, have one form (`patterns`), which names a table: the groups of
their solutions with the size of each (`tables`), kept in a file for all workers (`files`).  The
query is written anew on the table, and all else of it, from FILTER to LIMIT, stays word for word
and is the engine's to answer (`shelf`).

Why both are equal.  Let B be the patterns, D the variables of B that anything of the query but its
counts reads.  GROUP BY on D takes apart the solutions of B into rows that agree on D; FILTER, BIND,
VALUES and the keys of the query's own GROUP BY see nothing but D, so they treat all of a row alike,
and each of its groups is a union of whole rows.  So COUNT(*) is the sum of its rows' sizes, and so
is COUNT(?x), as B binds its variables in all solutions.  COUNT(DISTINCT ?x) with ?x in D sees the
same terms; with another ?x it is stored beside the size, and used where a group is one row.  A sum
over no rows is 0, as a count is.  What B has is asked of the same engine, with its kind of union:
a triple in two graphs counts as often as it does there.

A table of a collection is made of tables of its reviews, each kept by itself, where their numbers
can be added up (`slices` says when and why).

All that is not surely of this form is left to the engine: paths, other aggregates, more than one
group of patterns, graphs that are named, functions that vary from call to call.
"""
