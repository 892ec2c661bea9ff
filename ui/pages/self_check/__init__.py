"""My facilitation: ten questions a month for one's own eyes, and the trend of one's months."""
