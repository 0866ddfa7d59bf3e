"""The words of SPARQL 1.1, https://www.w3.org/TR/sparql11-query/#sparqlGrammar, in capitals."""

from __future__ import annotations

import re

AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
FUNCTIONS = AGGREGATES | frozenset(
    re.findall(
        r"\w+",
        """
        STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT
        STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR
        MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384
        SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX
        SUBSTR REPLACE TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE LANGDIR STRLANGDIR HASLANG
        HASLANGDIR ADJUST
        """,
    )
)
KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        """
        BASE PREFIX VERSION SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED DISTINCT REDUCED AS
        GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF GRAPH OPTIONAL UNION MINUS
        FILTER NOT EXISTS IN BIND SERVICE SILENT SEPARATOR TRUE FALSE LATERAL
        """,
    )
)
# How programs and SQL say it → how SPARQL does.
LOGIC = {"AND": "&&", "OR": "||"}
# Words of SQL that SPARQL does not have → what does the same.
ELSEWHERE = {
    "LIKE": 'CONTAINS(?x, "tea") finds a text within another, REGEX(?x, "^tea") a pattern',
    "ILIKE": 'CONTAINS(LCASE(?x), "tea") finds a text in small letters or large',
    "IS": "BOUND(?x) says whether something has a value, and a class stands behind a",
    "NULL": "BOUND(?x) says whether something has a value",
    "BETWEEN": "write ?x >= 1 && ?x <= 9",
    "SORT": "ORDER BY ?x sorts, ORDER BY DESC(?x) from the largest on",
    "TOP": "LIMIT 10 at the end takes the first ten",
    "JOIN": "patterns that share a variable are joined: { ?x :p ?y . ?y :q ?z }",
}
