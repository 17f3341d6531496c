"""Labels of a reference's tokens, mended by what marks, fonts, phrases and the whole list say.

In: tokens with the tagger's labels. Out: the same tokens with labels that hang together.
"""
