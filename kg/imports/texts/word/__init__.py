"""What programs put into a Word file about its citations."""
