import type { Snippet } from '@/ui/code-block';

/** Stands where the secret belongs, once it is not shown any more. */
export const HIDDEN_SECRET = 'whsec_…';

const python = (secret: string) => `import base64, hmac, time

SECRET = "${secret}"

def verified(headers, body: bytes) -> bool:
    """Whether we sent it, and just now. body: the bytes as they came."""
    message_id, sent_at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(sent_at)) > 300:
        return False
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{message_id}.{sent_at}.".encode() + body, "sha256")
    expected = "v1," + base64.b64encode(signed).decode()
    return any(hmac.compare_digest(expected, each) for each in headers["webhook-signature"].split())`;

const shell = (secret: string, url: string) => `# sends a signed message to your own program, to try its check
SECRET='${secret}'
BODY='{"type":"webhook.ping"}'
ID=msg_try
AT=$(date +%s)
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
SIGNED=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl -i '${url.replaceAll("'", '%27')}' -H 'content-type: application/json' \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $AT" -H "webhook-signature: v1,$SIGNED" -d "$BODY"`;

/** How a receiver knows that a message is ours: the check in Python, and a signed message to try it with. */
export function verifySnippets(secret: string, url: string): [Snippet, Snippet] {
  return [
    { language: 'Python', code: python(secret) },
    { language: 'curl', code: shell(secret, url) },
  ];
}
