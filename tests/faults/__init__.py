"""What happens when the disk, the lock or the process fails."""
