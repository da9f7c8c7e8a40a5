"""What we know about bookkeeping, as pure Python: no database, no HTTP, no Celery, no Spark."""
