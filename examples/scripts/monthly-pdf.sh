#!/bin/sh
# The portfolio of this month as a PDF: monthly-pdf.sh FOLDER [YYYY-MM-DD]
#
# Writes FOLDER/portfolio-YYYY-MM.pdf, as things stood on the day given, or today. Run again in the same month it writes
# the month's file anew, and only once the new one is whole. Prints the path; ends with the code of sonolog.
set -eu

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: monthly-pdf.sh FOLDER [YYYY-MM-DD]" >&2
    exit 2
fi
folder=$1
day=${2:-$(date +%Y-%m-%d)}
case $day in
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
    *) echo "monthly-pdf.sh: the day is written YYYY-MM-DD, not $day" >&2; exit 2 ;;
esac

mkdir -p -- "$folder"
made=$(mktemp -d -- "$folder/.monthly-XXXXXX")
trap 'rm -rf -- "$made"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

file=portfolio-${day%-*}.pdf
sonolog report portfolio "$made/$file" --as-of "$day" >/dev/null
mv -f -- "$made/$file" "$folder/$file"
printf '%s\n' "$folder/$file"
