"""Read the pôles' own sites on demand, for facts about them, and never for persons.

`client` makes requests, politely and within limits; `page` turns HTML into lines and links; `visit`
chooses the pages of a site; `phones`, `addresses` and `links` find facts in them, `persons` leaves
people out; `proposals` compares them with the dataset.
"""
