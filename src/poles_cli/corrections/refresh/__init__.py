"""The pôles' own sites, read on demand: what they say of the facts, and never of a person.

`client` asks the network, politely and within limits; `page` makes lines and links of HTML;
`visit` chooses the pages of a site; `phones`, `addresses` and `links` find what stands there,
`persons` leaves people out; `proposals` compares it with what the dataset says.
"""
