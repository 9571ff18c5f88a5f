"""Names: which vehicles, companies, plants, platforms, places and people an article talks about, and where."""
