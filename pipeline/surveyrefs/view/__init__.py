"""Pages to look at: one HTML file with all that it needs, made of finished runs.

`embed` puts text and values safely into HTML; `model` says what the page knows of a run; `page` puts it together.
docs/view.md tells how the parts can be used again.
"""
