"""The trained tagger: a reference's text becomes tokens, tokens become features, features become labels.

In: text with fonts and links. Out: a label and its probability for each token, and how sure a whole reference is.
"""
