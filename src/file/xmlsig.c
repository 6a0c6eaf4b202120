/*
 * xmlsig.c - XML signatures: made and judged
 *
 * xmlsec1 does the arithmetic; what it is let do is settled here first. The
 * parts of a signature are looked at one by one against the profile, so that
 * nothing a message says can choose an algorithm, a transform or a key.
 */
#include "file/xmlsig_room.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <xmlsec/base64.h>
#include <xmlsec/errors.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/transforms.h>
#include <xmlsec/xmldsig.h>

#include "base/mem.h"
#include "file/xml_room.h"

#define EXCLUSIVE	"http://www.w3.org/2001/10/xml-exc-c14n#"
#define ECDSA		"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define ENVELOPED	XML_DSIG_NS "enveloped-signature"
#define SHA256		"http://www.w3.org/2001/04/xmlenc#sha256"

static const struct xml_ns ds = { "ds", XML_DSIG_NS };

bool xmlsig_available(void)
{
	return true;
}

/* ---- the library ---- */

static bool ready;

/* What went wrong is told by this file: nothing may reach stderr. */
static void ignore(const char *file, int line, const char *function,
		   const char *object, const char *subject, int reason,
		   const char *message)
{
	(void)file;
	(void)line;
	(void)function;
	(void)object;
	(void)subject;
	(void)reason;
	(void)message;
}

static void setup(void)
{
	xml_setup();
	/* before anybody else would have its configuration read */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	xmlSecErrorsSetCallback(ignore);
	ready = xmlSecInit() == 0 && xmlSecCheckVersion() == 1 &&
		xmlSecOpenSSLInit() == 0;
	xmlSecErrorsSetCallback(ignore);
	xmlSecBase64SetDefaultLineSize(0);
}

bool xmlsig_setup(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, setup);
	xml_setup();
	return ready;
}

static xmlSecDSigCtx *new_context(const xmlSecKey *key)
{
	xmlSecDSigCtx *ctx = xmlSecDSigCtxCreate(NULL);
	union { const xmlSecKey *in; xmlSecKey *out; } u = { .in = key };

	if (!ctx)
		mem_exhausted(sizeof(*ctx));
	ctx->signKey = xmlSecKeyDuplicate(u.out);
	ctx->enabledReferenceUris = xmlSecTransformUriTypeEmpty;
	xmlSecDSigCtxEnableReferenceTransform(ctx, xmlSecTransformEnvelopedId);
	xmlSecDSigCtxEnableReferenceTransform(
		ctx, xmlSecOpenSSLTransformSha256Id);
	xmlSecDSigCtxEnableReferenceTransform(ctx, xmlSecTransformInclC14NId);
	xmlSecDSigCtxEnableSignatureTransform(ctx, xmlSecTransformExclC14NId);
	xmlSecDSigCtxEnableSignatureTransform(
		ctx, xmlSecOpenSSLTransformEcdsaSha256Id);
	if (!ctx->signKey)
		mem_exhausted(sizeof(*ctx->signKey));
	return ctx;
}

/* ---- signing ---- */

static void put_algorithm(struct xml_writer *w, const char *name,
			  const char *algorithm)
{
	xml_open(w, &ds, name);
	xml_put_attribute(w, "Algorithm", span_of(algorithm));
	xml_close(w);
}

/* A signature; its values may be blank still. */
static void put_signature(const struct xmlsig_key *key, struct span digest,
			  struct span value, struct buf *out)
{
	struct xml_writer w;

	xml_begin(&w, out, XML_FRAGMENT);
	xml_open(&w, &ds, "Signature");
	xml_open(&w, &ds, "SignedInfo");
	put_algorithm(&w, "CanonicalizationMethod", EXCLUSIVE);
	put_algorithm(&w, "SignatureMethod", ECDSA);
	xml_open(&w, &ds, "Reference");
	xml_put_attribute(&w, "URI", SPAN_EMPTY);
	xml_open(&w, &ds, "Transforms");
	put_algorithm(&w, "Transform", ENVELOPED);
	xml_close(&w);
	put_algorithm(&w, "DigestMethod", SHA256);
	xml_put(&w, &ds, "DigestValue", digest);
	xml_close(&w);
	xml_close(&w);
	xml_put(&w, &ds, "SignatureValue", value);
	xml_open(&w, &ds, "KeyInfo");
	xml_open(&w, &ds, "X509Data");
	xml_open(&w, &ds, "X509IssuerSerial");
	xml_put(&w, &ds, "X509IssuerName", buf_span(&key->issuer));
	xml_put(&w, &ds, "X509SerialNumber", buf_span(&key->serial));
	xml_close(&w);
	xml_close(&w);
	xml_close(&w);
	xml_close(&w);
	xml_end(&w);
}

/* Where the end tag of the root begins; 0: there is none at the end. */
static size_t end_of_root(struct span xml)
{
	size_t at;

	xml = span_trim(xml);
	if (xml.n < 2 || xml.p[xml.n - 1] != '>')
		return 0;
	for (at = xml.n - 2; at && xml.p[at] != '<' && xml.p[at] != '>'; at--)
		;
	return xml.p[at] == '<' && xml.p[at + 1] == '/' ? at : 0;
}

/* The receiver drops blanks between elements and digests what is left, so
 * what has any can be signed, but not be verified there. */
static const struct xml_node *not_compact(const struct xml_node *n)
{
	const struct xml_node *found = NULL;

	if (xml_first(n) && xml_text(n).n)
		return n;
	for (n = xml_first(n); n && !found; n = xml_next(n))
		found = not_compact(n);
	return found;
}

static const struct xml_node *signature_of(const struct xml_node *n)
{
	return xml_child(n, XML_DSIG_NS, "Signature");
}

static bool check_unsigned(const struct xml_node *root,
			   struct xmlsig_error *why)
{
	const struct xml_node *loose = not_compact(root);

	if (signature_of(root))
		xmlsig_say(why, "is signed already");
	else if (loose)
		xmlsig_say(why, "line %llu: has blanks or text between"
			   " elements; a signature over them would not hold",
			   (unsigned long long)xml_line(loose));
	else
		return true;
	return false;
}

/* Fills in the blank values of a template, in memory. */
static bool compute(const struct xmlsig_key *key, struct span template,
		    struct buf *digest, struct buf *value)
{
	const struct xml_node *signature, *info;
	xmlSecDSigCtx *ctx;
	struct xml_error unused;
	struct xml *doc = xml_parse(template, &unused);
	bool good;

	if (!doc)
		return false;
	ctx = new_context(key->key);
	signature = signature_of(xml_root(doc));
	good = xmlSecDSigCtxSign(ctx, xml_inside(signature)) == 0 &&
		ctx->status == xmlSecDSigStatusSucceeded;
	if (good) {
		info = xml_first(signature);
		info = xml_child(info, XML_DSIG_NS, "Reference");
		buf_add(digest, xml_text(xml_child(info, XML_DSIG_NS,
						   "DigestValue")));
		buf_add(value, xml_text(xml_next(xml_first(signature))));
	}
	xmlSecDSigCtxDestroy(ctx);
	xml_free(doc);
	ERR_clear_error();
	return good;
}

/* out: xml, with a signature at the end of its root. */
static void enclose(const struct xmlsig_key *key, struct span xml, size_t at,
		    struct span digest, struct span value, struct buf *out)
{
	buf_add(out, span_make(xml.p, at));
	put_signature(key, digest, value, out);
	buf_add(out, span_trim(span_from(xml, at)));
}

bool xmlsig_sign(const struct xmlsig_key *key, struct span xml,
		 struct buf *out, struct xmlsig_error *why)
{
	struct buf template = BUF_INIT, digest = BUF_INIT, value = BUF_INIT;
	struct xml_error bad;
	struct xml *doc = xml_parse(xml, &bad);
	size_t at;
	bool good;

	if (!doc) {
		xmlsig_say(why, "%s", bad.text);
		return false;
	}
	good = check_unsigned(xml_root(doc), why);
	xml_free(doc);
	if (!good)
		return false;
	at = end_of_root(xml);
	if (!at) {
		xmlsig_say(why, "does not end with the end tag of its root");
		return false;
	}
	enclose(key, xml, at, SPAN_EMPTY, SPAN_EMPTY, &template);
	good = compute(key, buf_span(&template), &digest, &value);
	if (good)
		enclose(key, xml, at, buf_span(&digest), buf_span(&value),
			out);
	else
		xmlsig_say(why, "cannot be signed");
	buf_release(&template);
	buf_release(&digest);
	buf_release(&value);
	return good;
}

/* ---- the profile ---- */

static bool is_ds(const struct xml_node *n, const char *name)
{
	return n && xml_is(n, XML_DSIG_NS, name) &&
		(!xml_first(n) || !xml_has_text(n));
}

/* That algorithm, without parameters and nothing besides. */
static bool is_algorithm(const struct xml_node *n, const char *name,
			 const char *algorithm)
{
	struct span space, attribute, value;

	return is_ds(n, name) && !xml_first(n) && !xml_has_text(n) &&
		xml_attribute_at(n, 0, &space, &attribute, &value) &&
		!space.n && span_eq(attribute, SPAN("Algorithm")) &&
		span_eq(value, span_of(algorithm)) &&
		!xml_attribute_at(n, 1, &space, &attribute, &value);
}

static bool is_reference(const struct xml_node *n)
{
	struct span space, name, value;
	const struct xml_node *part, *transform;

	if (!is_ds(n, "Reference") ||
	    !xml_attribute_at(n, 0, &space, &name, &value) ||
	    !span_eq(name, SPAN("URI")) || space.n || value.n ||
	    xml_attribute_at(n, 1, &space, &name, &value))
		return false;
	part = xml_first(n);
	if (!is_ds(part, "Transforms"))
		return false;
	transform = xml_first(part);
	if (!is_algorithm(transform, "Transform", ENVELOPED) ||
	    xml_next(transform))
		return false;
	part = xml_next(part);
	if (!is_algorithm(part, "DigestMethod", SHA256))
		return false;
	part = xml_next(part);
	return is_ds(part, "DigestValue") && !xml_next(part);
}

static bool is_signed_info(const struct xml_node *n)
{
	const struct xml_node *part;

	if (!is_ds(n, "SignedInfo"))
		return false;
	part = xml_first(n);
	if (!is_algorithm(part, "CanonicalizationMethod", EXCLUSIVE))
		return false;
	part = xml_next(part);
	if (!is_algorithm(part, "SignatureMethod", ECDSA))
		return false;
	part = xml_next(part);
	return is_reference(part) && !xml_next(part);
}

/* The one child of that name; NULL: none, or several. */
static const struct xml_node *only(const struct xml_node *n, const char *name)
{
	const struct xml_node *found = NULL;

	for (n = n ? xml_first(n) : NULL; n; n = xml_next(n)) {
		if (!is_ds(n, name))
			continue;
		if (found)
			return NULL;
		found = n;
	}
	return found;
}

/* Base64 whose last letter has no bits to spare: else the same bytes could
 * be written in sixteen ways. */
static bool is_exact(struct span s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *last;
	unsigned pads = 0;

	s = span_trim(s);
	while (pads < s.n && pads < 2 && s.p[s.n - 1 - pads] == '=')
		pads++;
	if (s.n <= pads)
		return false;
	last = memchr(letters, s.p[s.n - 1 - pads], sizeof(letters) - 1);
	return last && ((last - letters) & (pads == 2 ? 15 : pads ? 3 : 0)) ==
		0;
}

/* What is outside the profile, or NULL; *signer: issuer and serial. */
static const char *check_profile(const struct xml_node *signature,
				 const struct xml_node **signer)
{
	const struct xml_node *part = xml_first(signature);

	if (xml_has_text(signature) || xml_next(signature))
		return "is not the last element of what it signs";
	if (!part || !is_signed_info(part))
		return "does not have the algorithms and the one reference"
			" that messages have";
	part = xml_next(part);
	if (!part || !is_ds(part, "SignatureValue") || xml_first(part))
		return "has no SignatureValue behind its SignedInfo";
	if (!is_exact(xml_text(part)))
		return "has a SignatureValue that is not exact base64";
	part = xml_next(part);
	*signer = part && is_ds(part, "KeyInfo") ?
		only(only(part, "X509Data"), "X509IssuerSerial") : NULL;
	if (!*signer || !only(*signer, "X509IssuerName") ||
	    !only(*signer, "X509SerialNumber"))
		return "does not name its signer by X509IssuerSerial";
	if (xml_next(part))
		return "has more than a KeyInfo behind its SignatureValue";
	return NULL;
}

/* ---- verifying ---- */

static uint32_t find_cert(const struct xmlsig_certs *certs,
			  const struct xml_node *signer)
{
	struct buf name = BUF_INIT;
	uint32_t id;

	xmlsig_signer(xml_text(only(signer, "X509IssuerName")),
		      xml_text(only(signer, "X509SerialNumber")), &name);
	id = intern_find(&certs->names, buf_span(&name));
	buf_release(&name);
	return id;
}

static bool content_holds(const xmlSecDSigCtx *ctx)
{
	union { const xmlSecPtrList *in; xmlSecPtrList *out; } u = {
		.in = &ctx->signedInfoReferences };
	const xmlSecDSigReferenceCtx *r = xmlSecPtrListGetItem(u.out, 0);

	return r && r->status == xmlSecDSigStatusSucceeded;
}

/* What does not hold, or NULL. The element is a document of its own. */
static const char *check_values(const struct xml_node *element,
				const xmlSecKey *key)
{
	xmlNode *inside = xml_inside(element), *at;
	xmlDoc *part = NULL;
	xmlSecDSigCtx *ctx = new_context(key);
	const char *wrong = NULL;

	if (xml_parent(element)) {
		part = xml_cut_out(inside);
		inside = xmlDocGetRootElement(part);
	}
	at = inside->last;
	while (at->type != XML_ELEMENT_NODE)
		at = at->prev;		/* blanks behind the signature */
	if (xmlSecDSigCtxVerify(ctx, at) != 0)
		wrong = "has values that are damaged";
	else if (ctx->status == xmlSecDSigStatusSucceeded)
		wrong = NULL;
	else if (content_holds(ctx))
		wrong = "was not made with the key of the certificate it names";
	else
		wrong = "does not hold: the content was changed";
	xmlSecDSigCtxDestroy(ctx);
	xmlFreeDoc(part);
	ERR_clear_error();
	return wrong;
}

static bool judge(struct xmlsig_result *r, enum xmlsig_verdict verdict,
		  const char *text)
{
	r->verdict = verdict;
	snprintf(r->text, sizeof(r->text), "%s", text);
	return verdict == XMLSIG_GOOD;
}

bool xmlsig_verify(const struct xml_node *element,
		   const struct xmlsig_certs *certs,
		   struct xmlsig_result *result)
{
	const struct xml_node *signature = signature_of(element), *signer;
	const char *wrong;
	uint32_t id;

	*result = (struct xmlsig_result){ .cert = -1 };
	if (!signature)
		return judge(result, XMLSIG_NONE, "has no signature");
	if (!xmlsig_setup())
		return judge(result, XMLSIG_UNABLE,
			     "the library of signatures cannot be set up");
	result->line = xml_line(signature);
	wrong = check_profile(signature, &signer);
	if (wrong)
		return judge(result, XMLSIG_MALFORMED, wrong);
	id = find_cert(certs, signer);
	if (id == INTERN_NONE)
		return judge(result, XMLSIG_STRANGER,
			     "names a certificate that is not at hand");
	result->cert = (int)id;
	wrong = check_values(element, certs->keys.v[id]);
	if (wrong)
		return judge(result, XMLSIG_BAD, wrong);
	return judge(result, XMLSIG_GOOD, "");
}
