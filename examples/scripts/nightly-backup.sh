#!/bin/sh
# A checked copy of the logbook, away from this disk: nightly-backup.sh FOLDER [KEEP]
#
# Checks every record and signature first, writes FOLDER/logbook-YYYYMMDD-HHMMSS.db, and keeps the newest KEEP copies of
# that name (30, unless said). Nothing older is deleted unless the new copy is there. Prints the path; ends with the code
# of sonolog: 1 where the logbook is damaged, and then no copy takes the place of a sound one.
set -eu

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: nightly-backup.sh FOLDER [KEEP]" >&2
    exit 2
fi
folder=$1
keep=${2:-30}
case $keep in
    '' | *[!0-9]* | 0) echo "nightly-backup.sh: KEEP is a number from 1 up, not $keep" >&2; exit 2 ;;
esac

mkdir -p -- "$folder"
sonolog check --plain >/dev/null
copy=$folder/logbook-$(date +%Y%m%d-%H%M%S).db
sonolog backup "$copy"

# Names sort by time; all but the last KEEP go. Only names this script makes are ever deleted.
set -- "$folder"/logbook-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9].db
while [ $# -gt "$keep" ]; do
    rm -f -- "$1"
    shift
done
