"""Spark jobs: each is DataFrame → DataFrame and nothing else."""
