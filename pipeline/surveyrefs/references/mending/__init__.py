"""Labels of a reference's tokens, mended by what marks, fonts, phrases and the whole list say.

In: tokens with the tagger's labels. Out: the same tokens with labels that hang together. `steps` is the table of what
is done, in order, each step with its reason and an example; the functions stand by what they mend: `people`, `titles`,
`containers`, `numbers`, `phrases`.
"""
