"""The site of a collection: its reviews, what they share, and what each says of it.

`rows` makes plain values of parts, `pages` makes pages of these, `searching` what can be found, and
`building` writes all of it beside the sites of the reviews.
"""
