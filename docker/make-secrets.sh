#!/bin/sh
# Makes the secrets of one installation: docker/secrets/ and docker/.env. Keeps what exists, so it is safe to repeat.
# Back up docker/secrets: without master_key and database_encryption_key the data cannot be read again.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

make() { [ -s "secrets/$1" ] || { printf '%s' "$2" > "secrets/$1"; echo "made secrets/$1"; }; }

make master_key "$(openssl rand -base64 32)"
make token_secret "$(openssl rand -hex 48)"
make database_encryption_key "1;$(openssl rand -hex 32)"

if [ ! -s secrets/database_certificate ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Medley database authority' \
    -keyout secrets/.ca_key -out secrets/database_ca 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=database' \
    -keyout secrets/database_certificate_key -out secrets/.request 2>/dev/null
  printf 'subjectAltName=DNS:database\n' > secrets/.extensions
  openssl x509 -req -in secrets/.request -CA secrets/database_ca -CAkey secrets/.ca_key -CAcreateserial -days 3650 \
    -extfile secrets/.extensions -out secrets/database_certificate 2>/dev/null
  # The authority signs once; nobody can sign another certificate for this database.
  rm -f secrets/.ca_key secrets/.request secrets/.extensions secrets/*.srl
  echo 'made secrets/database_certificate'
fi

if [ ! -s .env ]; then
  printf 'MEDLEY_DOMAIN=\nMEDLEY_ACME_EMAIL=\nMEDLEY_DATABASE_PASSWORD=%s\nMEDLEY_REDIS_PASSWORD=%s\n' \
    "$(openssl rand -hex 24)" "$(openssl rand -hex 24)" > .env
  echo 'made .env: fill in MEDLEY_DOMAIN and MEDLEY_ACME_EMAIL'
fi
# Containers read the single files as users of their own; on this machine the folder is closed to everybody else.
chmod 644 secrets/*
