"""What each Message of a server means for the Session. `table` has a row for each command and numeric."""
