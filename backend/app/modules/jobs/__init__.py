"""What runs in the background, as people see it: progress, endings, cancelling. The rows are `app.core.jobs`."""
