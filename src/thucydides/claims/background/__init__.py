"""What is only told beside the news: days of the past or to come, and agreements that are spoken of."""
