#!/bin/sh
# Dobbeltklik på filen: Den viser siden i din browser, mens du skriver. Luk vinduet for at standse.
cd "$(dirname "$0")" || exit 1

failed() {
    printf '\n%s\nTryk på Retur for at lukke vinduet. ' "$1"
    read -r _
    exit 1
}

# Den rigtige udgave kan være installeret for hele computeren.
hjemsite='.venv/bin/python -P -m hjemsite'
installed=$(hjemsite --version 2>/dev/null)
if grep -qx "hjemsite==${installed#hjemsite }" requirements.txt; then
    hjemsite=hjemsite
# Første gang, når udgaven i requirements.txt er en anden, og når Python er skiftet ud, bliver hjemsite hentet til .venv.
elif ! cmp -s requirements.txt .venv/requirements.txt || ! .venv/bin/python -P -c 'import hjemsite' 2>/dev/null; then
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        failed 'Der mangler Python 3.11 eller nyere. Hent det på https://www.python.org/downloads/, og prøv igen.'
    echo 'Henter hjemsite; det tager et minut eller to …'
    python3 -m venv --clear .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt ||
        failed 'hjemsite kunne ikke hentes. Se efter, om computeren er på nettet, og hvad der står herover.'
    cp requirements.txt .venv/requirements.txt
fi
$hjemsite serve --open || failed 'Forhåndsvisningen er standset.'
