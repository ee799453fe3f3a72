"""Read the pôles' own sites on demand, for facts about them, and never for persons.

`client` makes requests, politely and within limits; `page` and `lines` turn HTML into lines and
links; `visit` chooses the pages of a site; `phones`, `addresses` and `links` find facts in them,
`persons` leaves people out, `evidence` chooses the best, `proposals` compares with the dataset.
"""
