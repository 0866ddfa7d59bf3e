"""Many builds → one collection: one graph, a catalogue and a site that joins them.

words of the command line → `given` finds builds in them → `buildfiles` reads these, within limits →
`parts` makes of each a folder that is kept, with all that the collection needs of it → `gathering`
puts it in the place of its former state, or says why it is left out → `works` and `concepts` join
what several parts hold → `graph`, `catalogue`, `storing` and `site/` write a build, which
`collecting` swaps in. What one review costs, only its part costs; the rest is added up.
"""
