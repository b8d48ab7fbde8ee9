"""Reports for people who must show how a record came about, and where its sources part."""
