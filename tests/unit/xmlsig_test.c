/*
 * xmlsig_test.c - signatures hold for what was signed and nothing else
 *
 * Keys and certificates are made here, in a folder of the test's own.
 */
#include <check.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "file/pem.h"
#include "file/xmlsig.h"

#ifdef HAVE_XMLSEC
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#define FOLDER	P_tmpdir "/xmlsig_test.XXXXXX"
#define MESSAGE	"<?xml version=\"1.0\"?>" \
		"<a:r xmlns:a=\"urn:a\" v=\"1\"><a:b>x\xc3\xa9</a:b></a:r>"

static char folder[] = FOLDER;
static char key_path[sizeof(folder) + 16], cert_path[sizeof(folder) + 16];
static struct xmlsig_key *key;
static struct xmlsig_certs *certs;

static FILE *create(const char *path, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	ck_assert_ptr_nonnull(f);
	return f;
}

static X509 *make_cert(EVP_PKEY *pkey, uint64_t serial, const char *name)
{
	X509 *cert = X509_new();
	X509_NAME *subject = X509_get_subject_name(cert);

	X509_set_version(cert, X509_VERSION_3);
	ASN1_INTEGER_set_uint64(X509_get_serialNumber(cert), serial);
	X509_gmtime_adj(X509_getm_notBefore(cert), 0);
	X509_gmtime_adj(X509_getm_notAfter(cert), 86400);
	X509_NAME_add_entry_by_txt(subject, "OU", MBSTRING_UTF8,
				   (const unsigned char *)"07", -1, -1, 0);
	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
				   (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(cert, subject);
	X509_set_pubkey(cert, pkey);
	ck_assert_int_gt(X509_sign(cert, pkey, EVP_sha256()), 0);
	return cert;
}

static void write_pair(EVP_PKEY *pkey, uint64_t serial, const char *name,
		       mode_t mode)
{
	X509 *cert = make_cert(pkey, serial, name);
	FILE *f;

	snprintf(key_path, sizeof(key_path), "%s/k", folder);
	snprintf(cert_path, sizeof(cert_path), "%s/c.pem", folder);
	unlink(key_path);
	f = create(key_path, mode);
	PEM_write_PKCS8PrivateKey(f, pkey, NULL, NULL, 0, NULL, NULL);
	fclose(f);
	f = create(cert_path, 0644);
	PEM_write_X509(f, cert);
	fclose(f);
	X509_free(cert);
}

static void make_pair(void)
{
	struct xmlsig_error why;
	EVP_PKEY *pkey = EVP_EC_gen("P-256");

	memcpy(folder, FOLDER, sizeof(folder));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	write_pair(pkey, UINT64_MAX, "Z1, \"a+b\" \xc3\xa9", 0600);
	EVP_PKEY_free(pkey);
	key = xmlsig_key_read(key_path, cert_path, &why);
	ck_assert_msg(key != NULL, "%s", why.text);
	certs = xmlsig_certs_new();
	ck_assert(xmlsig_certs_read(certs, cert_path, &why));
}

static void remove_pair(void)
{
	xmlsig_key_free(key);
	xmlsig_certs_free(certs);
	unlink(key_path);
	unlink(cert_path);
	rmdir(folder);
}

static void sign(const char *text, struct buf *out)
{
	struct xmlsig_error why = { 0 };

	ck_assert_msg(xmlsig_sign(key, span_of(text), out, &why), "%s",
		      why.text);
}

/* Of the root; a document that is refused is not good either. */
static enum xmlsig_verdict judge(struct span bytes)
{
	struct xmlsig_result r;
	struct xml_error bad;
	struct xml *doc = xml_parse(bytes, &bad);

	if (!doc)
		return XMLSIG_BAD;
	xmlsig_verify(xml_root(doc), certs, &r);
	xml_free(doc);
	return r.verdict;
}

START_TEST(test_good)
{
	struct buf out = BUF_INIT;

	ck_assert(xmlsig_available());
	sign(MESSAGE, &out);
	ck_assert_int_eq(judge(buf_span(&out)), XMLSIG_GOOD);
	/* what was signed is there as it was, but for the end */
	ck_assert_int_eq(strncmp(out.p, MESSAGE, sizeof(MESSAGE) - 7), 0);
	ck_assert_ptr_nonnull(strstr(out.p, "<ds:X509IssuerName>CN=Z1\\, "
				     "\\\"a\\+b\\\" \xc3\xa9,OU=07<"));
	ck_assert_ptr_nonnull(strstr(out.p, ">18446744073709551615<"));
	ck_assert_ptr_null(strchr(out.p, '\n'));
	ck_assert_int_eq(judge(SPAN(MESSAGE)), XMLSIG_NONE);
	buf_release(&out);
}
END_TEST

/* r and s are 32 bytes each, however many of them are zero. */
START_TEST(test_value_is_64_bytes)
{
	for (unsigned i = 0; i < 600; i++) {
		struct buf out = BUF_INIT;
		const char *value;

		sign(MESSAGE, &out);
		value = strstr(out.p, "SignatureValue>") + 15;
		ck_assert_uint_eq(strcspn(value, "<"), 88);
		ck_assert_int_eq(strncmp(value + 86, "==", 2), 0);
		buf_release(&out);
	}
}
END_TEST

/* Every byte behind the XML declaration, to the letter beside it. */
START_TEST(test_one_byte)
{
	struct buf out = BUF_INIT;
	size_t from, to;

	sign(MESSAGE, &out);
	from = (size_t)(strchr(out.p, '>') - out.p) + 1;
	/* how the signer is named is not signed: see test_signer */
	to = (size_t)(strstr(out.p, "<ds:X509IssuerName>") - out.p);
	for (size_t i = from; i < to; i++) {
		out.p[i] ^= 1;
		ck_assert_msg(judge(buf_span(&out)) != XMLSIG_GOOD,
			      "byte %zu of '%s'", i, out.p);
		out.p[i] ^= 1;
	}
	ck_assert_int_eq(judge(buf_span(&out)), XMLSIG_GOOD);
	buf_release(&out);
}
END_TEST

static void replace(struct buf *b, const char *from, const char *to)
{
	char *at = strstr(b->p, from);
	struct buf out = BUF_INIT;

	ck_assert_msg(at != NULL, "no '%s'", from);
	buf_add_bytes(&out, b->p, (size_t)(at - b->p));
	buf_add(&out, span_of(to));
	buf_add(&out, span_of(at + strlen(from)));
	buf_release(b);
	*b = out;
}

static const struct {
	const char *from, *to;
	enum xmlsig_verdict verdict;
} changes[] = {
	/* the same name and number, spelled otherwise */
	{ "CN=Z1\\, \\\"a\\+b\\\" ", "cn = Z1\\2C \\22a\\2bb\\22\\20",
	  XMLSIG_GOOD },
	{ ",OU=07", " , OU=07 ", XMLSIG_GOOD },
	{ ">18446744073709551615<", "> 018446744073709551615\n<",
	  XMLSIG_GOOD },
	{ "</ds:SignatureValue>", "&#13;\n</ds:SignatureValue>",
	  XMLSIG_GOOD },
	/* other ones */
	{ "CN=Z1\\, ", "CN=Z1,", XMLSIG_STRANGER },
	{ "OU=07", "OU=7", XMLSIG_STRANGER },
	{ "18446744073709551615", "18446744073709551614", XMLSIG_STRANGER },
	{ ",OU=07", "", XMLSIG_STRANGER },
	/* content */
	{ "<a:b>", "<a:b >", XMLSIG_GOOD },
	{ "x\xc3\xa9", "x<!-- y -->\xc3\xa9", XMLSIG_GOOD },
	{ "x\xc3\xa9", "y\xc3\xa9", XMLSIG_BAD },
	{ "<a:b>", "<a:c/><a:b>", XMLSIG_BAD },
	{ "<a:b>", " <a:b>", XMLSIG_BAD },
	{ "v=\"1\"", "v=\"1\" w=\"\"", XMLSIG_BAD },
	{ "xmlns:a=\"urn:a\"", "xmlns:a=\"urn:a\" xmlns:q=\"urn:q\"",
	  XMLSIG_BAD },
	/* what a signature might be talked into */
	{ "URI=\"\"", "URI=\"#x\"", XMLSIG_MALFORMED },
	{ "URI=\"\"", "URI=\"http://127.0.0.1/\"", XMLSIG_MALFORMED },
	{ " URI=\"\"", "", XMLSIG_MALFORMED },
	{ "URI=\"\"", "URI=\"\" Id=\"x\"", XMLSIG_MALFORMED },
	{ "xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256",
	  XMLSIG_MALFORMED },
	{ "xmlenc#sha256", "xmlenc#sha1", XMLSIG_MALFORMED },
	{ "xml-exc-c14n#\"/>", "xml-exc-c14n#\"><ds:X/>"
	  "</ds:CanonicalizationMethod>", XMLSIG_MALFORMED },
	{ "<ds:Transforms>", "<ds:Transforms><ds:Transform Algorithm="
	  "\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>",
	  XMLSIG_MALFORMED },
	{ "</ds:Reference>", "</ds:Reference><ds:Reference URI=\"\"/>",
	  XMLSIG_MALFORMED },
	{ "<ds:KeyInfo>", "<ds:Object/><ds:KeyInfo>", XMLSIG_MALFORMED },
	{ "</ds:KeyInfo>", "</ds:KeyInfo><ds:Object/>", XMLSIG_MALFORMED },
	{ "</ds:X509IssuerSerial>", "</ds:X509IssuerSerial>"
	  "<ds:X509IssuerSerial/>", XMLSIG_MALFORMED },
	{ "</ds:Signature>", "</ds:Signature><a:b/>", XMLSIG_MALFORMED },
	{ "</ds:Signature>", "</ds:Signature>"
	  "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>",
	  XMLSIG_MALFORMED },
	{ "<ds:SignedInfo>", "text<ds:SignedInfo>", XMLSIG_MALFORMED },
};

START_TEST(test_change)
{
	struct buf out = BUF_INIT;

	sign(MESSAGE, &out);
	replace(&out, changes[_i].from, changes[_i].to);
	ck_assert_msg(judge(buf_span(&out)) == changes[_i].verdict,
		      "%s -> %s: %s", changes[_i].from, changes[_i].to,
		      xmlsig_verdict_name(judge(buf_span(&out))));
	buf_release(&out);
}
END_TEST

/* A value of another signature of the same key over other bytes. */
START_TEST(test_borrowed_value)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	char *from, *to;

	sign(MESSAGE, &one);
	sign("<a:r xmlns:a=\"urn:a\" v=\"2\"><a:b>x\xc3\xa9</a:b></a:r>",
	     &two);
	from = strstr(two.p, "<ds:SignatureValue>");
	to = strstr(one.p, "<ds:SignatureValue>");
	memcpy(to, from, 100);
	ck_assert_int_eq(judge(buf_span(&one)), XMLSIG_BAD);
	buf_release(&one);
	buf_release(&two);
}
END_TEST

/* An element that was a document of its own, in one that is signed too. */
START_TEST(test_embedded)
{
	struct buf inner = BUF_INIT, text = BUF_INIT, outer = BUF_INIT;
	struct xmlsig_result r;
	struct xml_error bad;
	struct xml *doc;
	const struct xml_node *inside;

	sign("<a:in xmlns:a=\"urn:a\" xmlns:b=\"urn:b\"><b:v>1</b:v></a:in>",
	     &inner);
	buf_addf(&text, "<a:r xmlns:a=\"urn:a\" xmlns:c=\"urn:c\"><c:w>%s"
		 "</c:w></a:r>", inner.p);
	sign(text.p, &outer);
	doc = xml_parse(buf_span(&outer), &bad);
	ck_assert_ptr_nonnull(doc);
	inside = xml_first(xml_first(xml_root(doc)));
	ck_assert(xmlsig_verify(xml_root(doc), certs, &r));
	ck_assert(xmlsig_verify(inside, certs, &r));
	xml_free(doc);

	/* the outer one covers the inner one, not the other way round */
	replace(&outer, "<b:v>1", "<b:v>2");
	doc = xml_parse(buf_span(&outer), &bad);
	inside = xml_first(xml_first(xml_root(doc)));
	ck_assert(!xmlsig_verify(xml_root(doc), certs, &r));
	ck_assert(!xmlsig_verify(inside, certs, &r));
	xml_free(doc);
	replace(&outer, "<b:v>2", "<b:v>1");
	replace(&outer, "<c:w>", "<c:w w=\"1\">");
	doc = xml_parse(buf_span(&outer), &bad);
	inside = xml_first(xml_first(xml_root(doc)));
	ck_assert(!xmlsig_verify(xml_root(doc), certs, &r));
	ck_assert(xmlsig_verify(inside, certs, &r));
	xml_free(doc);
	buf_release(&inner);
	buf_release(&text);
	buf_release(&outer);
}
END_TEST

static const struct {
	const char *text, *why;
} unsignable[] = {
	{ "<a>\n<b/></a>", "line 1: has blanks or text between elements" },
	{ "<a/>", "does not end with the end tag" },
	{ "<a>1</a><!-- </a>-->", "does not end with the end tag" },
	{ "<a>", "is not well-formed XML" },
	{ "<!DOCTYPE a><a>1</a>", "has a DOCTYPE" },
	{ "<a><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></a>",
	  "is signed already" },
};

START_TEST(test_unsignable)
{
	struct xmlsig_error why = { 0 };
	struct buf out = BUF_INIT;

	ck_assert(!xmlsig_sign(key, span_of(unsignable[_i].text), &out,
			       &why));
	ck_assert_msg(strstr(why.text, unsignable[_i].why) == why.text, "%s",
		      why.text);
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

static void ck_no_key(const char *expected)
{
	struct xmlsig_error why = { 0 };

	ck_assert_ptr_null(xmlsig_key_read(key_path, cert_path, &why));
	ck_assert_msg(strstr(why.text, expected) != NULL, "'%s' without"
		      " '%s'", why.text, expected);
}

START_TEST(test_keys)
{
	EVP_PKEY *p256 = EVP_EC_gen("P-256"), *p384 = EVP_EC_gen("P-384");
	EVP_PKEY *rsa = EVP_RSA_gen(2048u);
	struct xmlsig_error why = { 0 };
	struct xmlsig_key *linked;
	char link_path[sizeof(folder) + 16];
	FILE *f;

	write_pair(p256, 1, "A", 0640);
	ck_no_key("has mode 0640");
	write_pair(p256, 1, "A", 0604);
	ck_no_key("has mode 0604");
	write_pair(p384, 1, "A", 0600);
	ck_no_key("not on the curve P-256");
	write_pair(rsa, 1, "A", 0600);
	ck_no_key("not on the curve P-256");
	write_pair(p256, 1, "A", 0600);
	f = create(cert_path, 0644);
	fputs("nothing", f);
	fclose(f);
	ck_no_key("holds no certificate in PEM");
	write_pair(p384, 1, "A", 0600);
	f = create(key_path, 0600);
	PEM_write_PKCS8PrivateKey(f, p256, NULL, NULL, 0, NULL, NULL);
	fclose(f);
	ck_no_key("is not the certificate of the key");
	write_pair(p256, 1, "A", 0600);
	f = create(key_path, 0600);
	PEM_write_PKCS8PrivateKey(f, p256, EVP_aes_256_cbc(), "abcd", 4,
				  NULL, NULL);
	fclose(f);
	ck_no_key("holds no unencrypted PKCS#8 key");
	f = create(key_path, 0600);
	fputs("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----"
	      "\n", f);
	fclose(f);
	ck_no_key("holds a damaged key");
	unlink(key_path);
	ck_no_key("No such file");

	write_pair(p256, 1, "A", 0400);
	snprintf(link_path, sizeof(link_path), "%s/link", folder);
	ck_assert_int_eq(symlink(key_path, link_path), 0);
	linked = xmlsig_key_read(link_path, cert_path, &why);
	ck_assert_msg(linked != NULL, "%s", why.text);
	xmlsig_key_free(linked);
	unlink(link_path);
	EVP_PKEY_free(p256);
	EVP_PKEY_free(p384);
	EVP_PKEY_free(rsa);
}
END_TEST

START_TEST(test_certs)
{
	EVP_PKEY *p256 = EVP_EC_gen("P-256"), *p384 = EVP_EC_gen("P-384");
	struct xmlsig_error why;

	ck_assert_uint_eq(xmlsig_certs_count(certs), 1);
	ck_assert(xmlsig_certs_read(certs, cert_path, &why));
	ck_assert_uint_eq(xmlsig_certs_count(certs), 1);
	write_pair(p256, 2, "B", 0600);
	ck_assert(xmlsig_certs_read(certs, cert_path, &why));
	ck_assert_uint_eq(xmlsig_certs_count(certs), 2);
	EVP_PKEY_free(p256);
	p256 = EVP_EC_gen("P-256");
	write_pair(p256, 2, "B", 0600);
	ck_assert(!xmlsig_certs_read(certs, cert_path, &why));
	ck_assert_ptr_nonnull(strstr(why.text, "another certificate"));
	write_pair(p384, 3, "B", 0600);
	ck_assert(!xmlsig_certs_read(certs, cert_path, &why));
	ck_assert_ptr_nonnull(strstr(why.text, "curve P-256"));
	ck_assert(!xmlsig_certs_add_pem(certs, SPAN("x"), "x.pem", &why));
	ck_assert_ptr_nonnull(strstr(why.text, "x.pem: holds no certificate"
				     ));
	EVP_PKEY_free(p256);
	EVP_PKEY_free(p384);
}
END_TEST

static void *sign_and_judge(void *unused)
{
	size_t bad = 0;

	(void)unused;
	for (unsigned i = 0; i < 60; i++) {
		struct xmlsig_error why;
		struct buf out = BUF_INIT;

		if (!xmlsig_sign(key, SPAN(MESSAGE), &out, &why) ||
		    judge(buf_span(&out)) != XMLSIG_GOOD)
			bad++;
		if (out.p) {
			*strstr(out.p, "v=\"1") = 'w';
			if (judge(buf_span(&out)) != XMLSIG_BAD)
				bad++;
		}
		buf_release(&out);
	}
	return bad ? key_path : NULL;
}

START_TEST(test_threads)
{
	pthread_t threads[8];
	void *bad;

	for (size_t i = 0; i < 8; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL,
						sign_and_judge, NULL), 0);
	for (size_t i = 0; i < 8; i++) {
		pthread_join(threads[i], &bad);
		ck_assert_ptr_null(bad);
	}
}
END_TEST

#else

START_TEST(test_without)
{
	struct xmlsig_certs *certs = xmlsig_certs_new();
	struct xmlsig_error why;
	struct buf out = BUF_INIT;

	ck_assert(!xmlsig_available());
	ck_assert_ptr_null(xmlsig_key_read("k", "c", &why));
	ck_assert_str_eq(why.text, "built without signatures");
	ck_assert(!xmlsig_certs_read(certs, "c", &why));
	ck_assert(!xmlsig_sign(NULL, SPAN("<a>1</a>"), &out, &why));
	xmlsig_certs_free(certs);
}
END_TEST

#endif

START_TEST(test_no_core)
{
	struct rlimit limit;

	pem_no_core();
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	ck_assert_uint_eq(limit.rlim_cur, 0);
	ck_assert_uint_eq(limit.rlim_max, 0);
}
END_TEST

Suite *xmlsig_suite(void)
{
	Suite *s = suite_create("xmlsig");
	TCase *t = tcase_create("all");

	tcase_set_timeout(t, 60);
#ifdef HAVE_XMLSEC
	tcase_add_checked_fixture(t, make_pair, remove_pair);
	tcase_add_test(t, test_good);
	tcase_add_test(t, test_value_is_64_bytes);
	tcase_add_test(t, test_one_byte);
	tcase_add_loop_test(t, test_change, 0,
			    sizeof(changes) / sizeof(changes[0]));
	tcase_add_test(t, test_borrowed_value);
	tcase_add_test(t, test_embedded);
	tcase_add_loop_test(t, test_unsignable, 0,
			    sizeof(unsignable) / sizeof(unsignable[0]));
	tcase_add_test(t, test_keys);
	tcase_add_test(t, test_certs);
	tcase_add_test(t, test_threads);
#else
	tcase_add_test(t, test_without);
#endif
	tcase_add_test(t, test_no_core);
	suite_add_tcase(s, t);
	return s;
}
