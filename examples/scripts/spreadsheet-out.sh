#!/bin/sh
# The scans as a table for a spreadsheet: spreadsheet-out.sh FILE.csv [FILTER]...
#
# FILTER is what follows "sonolog scans": words such as since:2026-01-01 or knee. A file that is there is replaced,
# and only once the new one is whole. Prints the number of scans; ends with the code of sonolog.
set -eu

if [ $# -lt 1 ]; then
    echo "usage: spreadsheet-out.sh FILE.csv [FILTER]..." >&2
    exit 2
fi
file=$1
shift
case $file in
    */*) folder=${file%/*} ;;
    *) folder=. ;;
esac
made=$(mktemp -d -- "${folder:-/}/.spreadsheet-XXXXXX")
trap 'rm -rf -- "$made"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# {"file":"…","scans":12}: schema/answers.schema.json#/$defs/scans-answer
answer=$(sonolog scans "$@" --csv "$made/scans.csv" --json)
mv -f -- "$made/scans.csv" "$file"
printf '%s\n' "$answer" | sed -n 's/.*"scans":\([0-9]*\).*/\1/p'
