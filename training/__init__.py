"""Make the reference tagger's training data and train it; never imported by the product."""
