#!/bin/sh
# Checks every signature in the .slb files of this folder with nothing but ssh-keygen, sha256sum and the tools
# that every Unix has.  It tells which statements OpenSSH verifies, and whether what they name is here.
#
#     sh check.sh
#
# A line of an .slb file is {"o":OBJECT} or {"o":OBJECT,"sig":"SIGNATURE"}.  An object is known by the SHA-256 of its
# bytes; a signature is that of ssh-keygen -Y sign, of which the file keeps the 64 bytes that differ.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
good=0 bad=0

cat -- *.slb | grep '^{"o":' | sed 's/^{"o":\(.*\)}$/\1/; s/,"sig":"[A-Za-z0-9+\/]*=*"$//' | while IFS= read -r object; do
    printf %s "$object" | sha256sum | cut -c1-64
done > "$work/here"
grep -h '"t":"tombstone"' -- *.slb | grep -o '"digest":"[0-9a-f]*"' | cut -d'"' -f4 >> "$work/here"

cat -- *.slb | grep '^{"o":.*,"sig":"[A-Za-z0-9+/]*=*"}$' > "$work/signed"
while IFS= read -r line; do
    text=$(printf %s "$line" | sed 's/^{"o":\(.*\),"sig":"[^"]*"}$/\1/')
    mark=$(printf %s "$line" | sed 's/.*,"sig":"\([^"]*\)"}$/\1/')
    key=$(printf %s "$text" | grep -o '"key":"ssh-ed25519 [A-Za-z0-9+/]*"' | head -n 1 | cut -d' ' -f2 | tr -d '"')
    person=$(printf %s "$text" | grep -o '"person":"[0-9a-f-]*"' | head -n 1 | cut -d'"' -f4)
    printf %s "$text" > "$work/statement"
    {
        echo '-----BEGIN SSH SIGNATURE-----'
        {
            printf 'SSHSIG\0\0\0\001\0\0\0\063'
            printf %s "$key" | base64 -d
            printf '\0\0\0\024sonolog-statement@v1\0\0\0\0\0\0\0\006sha512\0\0\0\123\0\0\0\013ssh-ed25519\0\0\0\100'
            printf %s "$mark" | base64 -d
        } | base64 | tr -d '\n' | fold -w 70
        echo
        echo '-----END SSH SIGNATURE-----'
    } > "$work/statement.sig"
    if ssh-keygen -Y verify -f allowed_signers -I "$person" -n sonolog-statement@v1 \
        -s "$work/statement.sig" < "$work/statement" > "$work/said" 2>&1; then
        good=$((good + 1))
    else
        bad=$((bad + 1))
        echo "not verified: $(sha256sum < "$work/statement" | cut -c1-16) $(tail -n 1 "$work/said")"
    fi
    printf %s "$text" | grep -o '"digest":"[0-9a-f]*"' | cut -d'"' -f4 >> "$work/named"
done < "$work/signed"

sort -u "$work/here" > "$work/one"
sort -u "$work/named" > "$work/two"
missing=$(comm -13 "$work/one" "$work/two" | wc -l | tr -d ' ')
echo "$good signatures verified, $bad not, $missing named objects missing"
[ "$bad" -eq 0 ] && [ "$missing" -eq 0 ]
