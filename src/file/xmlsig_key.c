/*
 * xmlsig_key.c - private keys and certificates
 *
 * A private key is in one buffer while it is read, which is wiped; after
 * that only OpenSSL has it, which wipes what it frees.
 */
#include "file/xmlsig_room.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>

#include "base/mem.h"
#include "file/pem.h"

void xmlsig_say(struct xmlsig_error *why, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why->text, sizeof(why->text), fmt, ap);
	va_end(ap);
	why->system = false;
	ERR_clear_error();
}

/* True: it could be read. */
static bool read_pem(const char *path, enum pem_kind kind, struct buf *out,
		     struct xmlsig_error *why)
{
	struct pem_error pem;

	if (pem_read(path, kind, out, &pem))
		return true;
	xmlsig_say(why, "%s", pem.text);
	why->system = pem.system;
	return false;
}

/* ---- names ---- */

/* Stand for the separators; one in a value has LITERAL before it. */
enum { END_OF_RDN = 1, END_OF_PART, END_OF_TYPE, LITERAL };

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void trim_end(struct buf *b, size_t floor)
{
	while (b->n > floor && b->p[b->n - 1] == ' ')
		b->n--;
}

/* The byte that an escape at s.p[*i] stands for; *i: its last character. */
static char unescape(struct span s, size_t *i)
{
	size_t at = *i;

	if (at + 2 < s.n && hex(s.p[at + 1]) >= 0 && hex(s.p[at + 2]) >= 0) {
		*i += 2;
		return (char)(hex(s.p[at + 1]) * 16 + hex(s.p[at + 2]));
	}
	if (at + 1 < s.n)
		*i += 1;
	return s.p[*i];
}

static char separator(char c, bool in_type)
{
	if (c == ',' || c == ';')
		return END_OF_RDN;
	if (c == '+')
		return END_OF_PART;
	return c == '=' && in_type ? END_OF_TYPE : 0;
}

static void add_issuer(struct span s, struct buf *out)
{
	size_t floor = out->n;		/* what may not be trimmed away */
	bool in_type = true, after_separator = true;
	char c, end;

	for (size_t i = 0; i < s.n; i++) {
		c = s.p[i];
		end = separator(c, in_type);
		if (c == '\\') {
			c = unescape(s, &i);
			if (c > 0 && c <= LITERAL)
				buf_add_char(out, LITERAL);
			buf_add_char(out, c);
			floor = out->n;
			after_separator = false;
		} else if (end) {
			trim_end(out, floor);
			in_type = end != END_OF_TYPE;
			buf_add_char(out, end);
			floor = out->n;
			after_separator = true;
		} else if (c == ' ' && out->n == floor && after_separator) {
			continue;
		} else {
			if (in_type && c >= 'a' && c <= 'z')
				c = (char)(c - 'a' + 'A');
			buf_add_char(out, c);
		}
	}
	trim_end(out, floor);
}

void xmlsig_signer(struct span issuer, struct span serial, struct buf *out)
{
	serial = span_trim(serial);
	while (serial.n > 1 && *serial.p == '0')
		serial = span_from(serial, 1);
	buf_add(out, serial);
	buf_add_char(out, END_OF_RDN);
	add_issuer(span_trim(issuer), out);
}

/* Issuer and serial number as a message names them. */
static void name_cert(X509 *cert, struct buf *issuer, struct buf *serial)
{
	BIO *text = BIO_new(BIO_s_mem());
	BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(cert),
					    NULL);
	char *decimal = number ? BN_bn2dec(number) : NULL, *p;
	long n;

	if (!text || !decimal)
		mem_exhausted(sizeof(*issuer));
	X509_NAME_print_ex(text, X509_get_issuer_name(cert), 0,
			   XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
	n = BIO_get_mem_data(text, &p);
	buf_add_bytes(issuer, p, n > 0 ? (size_t)n : 0);
	buf_add(serial, span_of(decimal));
	OPENSSL_free(decimal);
	BN_free(number);
	BIO_free(text);
}

/* ---- keys ---- */

/* No terminal is asked for a pass phrase. */
static int no_phrase(char *to, int size, int writing, void *unused)
{
	(void)to;
	(void)size;
	(void)writing;
	(void)unused;
	return -1;
}

static bool is_p256(EVP_PKEY *pkey)
{
	char group[32];

	return EVP_PKEY_is_a(pkey, "EC") &&
		EVP_PKEY_get_group_name(pkey, group, sizeof(group), NULL) &&
		strcmp(group, "prime256v1") == 0;
}

/* Takes the EVP_PKEY over. */
static xmlSecKey *adopt(EVP_PKEY *pkey)
{
	xmlSecKeyData *data = xmlSecOpenSSLEvpKeyAdopt(pkey);
	xmlSecKey *key = data ? xmlSecKeyCreate() : NULL;

	if (!key || xmlSecKeySetValue(key, data) != 0)
		mem_exhausted(sizeof(*key));
	return key;
}

static EVP_PKEY *parse_key(struct span pem, const char *path,
			   struct xmlsig_error *why)
{
	static const struct span pkcs8 = SPAN("-----BEGIN PRIVATE KEY-----");
	struct span at = pem;
	BIO *bytes;
	EVP_PKEY *pkey;

	while (at.n && !span_starts(at, pkcs8))
		at = span_from(at, 1);
	if (!at.n) {
		xmlsig_say(why, "%s: holds no unencrypted PKCS#8 key in PEM;"
			   " use openssl pkcs8 -topk8 -nocrypt", path);
		return NULL;
	}
	bytes = BIO_new_mem_buf(at.p, (int)at.n);
	pkey = bytes ? PEM_read_bio_PrivateKey(bytes, NULL, no_phrase, NULL) :
		NULL;
	BIO_free(bytes);
	if (!pkey)
		xmlsig_say(why, "%s: holds a damaged key", path);
	else if (is_p256(pkey))
		return pkey;
	else
		xmlsig_say(why, "%s: holds a key that is not on the curve"
			   " P-256", path);
	EVP_PKEY_free(pkey);
	return NULL;
}

static EVP_PKEY *read_key(const char *path, struct xmlsig_error *why)
{
	struct buf pem = BUF_INIT;
	EVP_PKEY *pkey = NULL;

	if (read_pem(path, PEM_SECRET, &pem, why))
		pkey = parse_key(buf_span(&pem), path, why);
	pem_wipe(&pem);
	return pkey;
}

/* The first certificate of a file. */
static X509 *read_cert(const char *path, struct xmlsig_error *why)
{
	struct buf pem = BUF_INIT;
	BIO *bytes = NULL;
	X509 *cert = NULL;

	if (read_pem(path, PEM_PUBLIC, &pem, why)) {
		bytes = BIO_new_mem_buf(pem.p, (int)pem.n);
		cert = PEM_read_bio_X509(bytes, NULL, no_phrase, NULL);
		if (!cert)
			xmlsig_say(why, "%s: holds no certificate in PEM",
				   path);
	}
	BIO_free(bytes);
	buf_release(&pem);
	return cert;
}

struct xmlsig_key *xmlsig_key_read(const char *key_path,
				   const char *cert_path,
				   struct xmlsig_error *why)
{
	struct xmlsig_key *key = NULL;
	EVP_PKEY *pkey;
	X509 *cert;

	if (!xmlsig_setup()) {
		xmlsig_say(why, "the library of signatures cannot be set up");
		return NULL;
	}
	pkey = read_key(key_path, why);
	cert = pkey ? read_cert(cert_path, why) : NULL;
	if (cert && EVP_PKEY_eq(X509_get0_pubkey(cert), pkey) != 1) {
		xmlsig_say(why, "%s: is not the certificate of the key in %s",
			   cert_path, key_path);
	} else if (cert) {
		key = mem_array(1, sizeof(*key));
		name_cert(cert, &key->issuer, &key->serial);
		key->key = adopt(pkey);
		pkey = NULL;
	}
	X509_free(cert);
	EVP_PKEY_free(pkey);
	return key;
}

void xmlsig_key_free(struct xmlsig_key *key)
{
	if (!key)
		return;
	xmlSecKeyDestroy(key->key);
	buf_release(&key->issuer);
	buf_release(&key->serial);
	mem_free(key);
}

/* ---- certificates ---- */

struct xmlsig_certs *xmlsig_certs_new(void)
{
	return mem_array(1, sizeof(struct xmlsig_certs));
}

void xmlsig_certs_free(struct xmlsig_certs *certs)
{
	if (!certs)
		return;
	for (size_t i = 0; i < certs->keys.n; i++)
		xmlSecKeyDestroy(certs->keys.v[i]);
	vec_release(&certs->keys);
	vec_release(&certs->digests);
	intern_release(&certs->names);
	mem_free(certs);
}

unsigned xmlsig_certs_count(const struct xmlsig_certs *certs)
{
	return (unsigned)certs->keys.n;
}

/* The first eight bytes of its SHA-256. */
static uint64_t digest_of(X509 *cert)
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	uint64_t digest = 0;

	if (!X509_digest(cert, EVP_sha256(), bytes, &n) || n < sizeof(digest))
		mem_exhausted(sizeof(bytes));
	memcpy(&digest, bytes, sizeof(digest));
	return digest;
}

static bool add_cert(struct xmlsig_certs *certs, X509 *cert, const char *name,
		     struct xmlsig_error *why)
{
	struct buf issuer = BUF_INIT, serial = BUF_INIT, signer = BUF_INIT;
	EVP_PKEY *pkey = X509_get_pubkey(cert);
	uint64_t digest = digest_of(cert);
	bool fresh = false, good = pkey && is_p256(pkey);
	uint32_t id;

	name_cert(cert, &issuer, &serial);
	if (!good) {
		xmlsig_say(why, "%s: the certificate of serial number %s has"
			   " no key on the curve P-256", name, serial.p);
		goto out;
	}
	xmlsig_signer(buf_span(&issuer), buf_span(&serial), &signer);
	id = intern_put(&certs->names, buf_span(&signer), &fresh);
	if (fresh) {
		vec_push(&certs->keys, adopt(pkey));
		vec_push(&certs->digests, digest);
		pkey = NULL;
	} else if (certs->digests.v[id] != digest) {
		good = false;
		xmlsig_say(why, "%s: another certificate has the same issuer"
			   " and serial number %s", name, serial.p);
	}
out:
	EVP_PKEY_free(pkey);
	buf_release(&issuer);
	buf_release(&serial);
	buf_release(&signer);
	return good;
}

bool xmlsig_certs_add_pem(struct xmlsig_certs *certs, struct span pem,
			  const char *name, struct xmlsig_error *why)
{
	unsigned n = 0;
	bool good = true;
	X509 *cert;
	BIO *bytes;

	if (!xmlsig_setup()) {
		xmlsig_say(why, "the library of signatures cannot be set up");
		return false;
	}
	bytes = BIO_new_mem_buf(pem.p, (int)pem.n);
	if (!bytes)
		mem_exhausted(pem.n);
	while (good && (cert = PEM_read_bio_X509(bytes, NULL, no_phrase,
						 NULL))) {
		n++;
		good = add_cert(certs, cert, name, why);
		X509_free(cert);
	}
	if (good && (!n || ERR_GET_REASON(ERR_peek_last_error()) !=
			   PEM_R_NO_START_LINE)) {
		xmlsig_say(why, n ? "%s: holds a damaged certificate" :
			   "%s: holds no certificate in PEM", name);
		good = false;
	}
	ERR_clear_error();
	BIO_free(bytes);
	return good;
}

bool xmlsig_certs_read(struct xmlsig_certs *certs, const char *path,
		       struct xmlsig_error *why)
{
	struct buf pem = BUF_INIT;
	bool good = read_pem(path, PEM_PUBLIC, &pem, why) &&
		xmlsig_certs_add_pem(certs, buf_span(&pem), path, why);

	buf_release(&pem);
	return good;
}
