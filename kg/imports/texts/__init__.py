"""The text of a review, as authors write it → a project: `importer` joins the parts."""
