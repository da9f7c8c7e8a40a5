#!/bin/sh
# Run a Spark program with SPARK_AUTHENTICATION_SECRET in the file where it is told to look: an argument or a variable would
# reach further than Spark itself. With AES, and without falling back to SASL's DIGEST-MD5.
set -eu
umask 077
cat > /tmp/authentication.conf <<END
spark.authenticate true
spark.authenticate.secret ${SPARK_AUTHENTICATION_SECRET:?}
spark.network.crypto.enabled true
spark.network.crypto.saslFallback false
END
unset SPARK_AUTHENTICATION_SECRET
exec "$@"
