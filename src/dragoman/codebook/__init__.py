"""The codebook: vocabularies, word lists and codes in files that a domain expert can read and change, and what loads them."""
