"""The journey map: where on the patient's way concerns and open actions gather."""
