"""People and posts, departments, and the stages of the patient’s way."""
