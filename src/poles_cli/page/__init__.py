"""The directory as one page: a file that opens anywhere, asks nothing of any network, and is read
with or without JavaScript.
"""
