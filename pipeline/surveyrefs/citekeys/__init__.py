"""Citation keys: from a work's content (`content`), or from a template that the user gives (`template`)."""
