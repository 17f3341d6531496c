"""Papers as publishers print them, drawn with exact truth: looks of headings, lists and tables, each by chance."""
