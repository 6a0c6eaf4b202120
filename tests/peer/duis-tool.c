/*
 * duis-tool.c - messages from a shell, for the tests; not installed
 *
 *	duis-tool sign KEY CERT < message > signed
 *	duis-tool verify CERTS < message	(a line for each signature)
 *
 * Status 0: done, or every signature is good; 1: refused or not good, with
 * the reason on stderr.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "file/xml.h"
#include "file/xmlsig.h"

static void read_all(struct buf *b)
{
	size_t n;

	while ((n = fread(buf_room(b, 65536), 1, 65536, stdin)) > 0)
		b->n += n;
}

static int wrong(const char *text)
{
	fprintf(stderr, "duis-tool: %s\n", text);
	return 1;
}

static int sign(struct span bytes, char **argv)
{
	struct xmlsig_error why = { 0 };
	struct buf out = BUF_INIT;
	struct xmlsig_key *key;
	bool good;

	xmlsig_no_core();
	key = xmlsig_key_read(argv[0], argv[1], &why);
	good = key && xmlsig_sign(key, bytes, &out, &why);
	xmlsig_key_free(key);
	if (good)
		fwrite(out.p, 1, out.n, stdout);
	buf_release(&out);
	return good ? 0 : wrong(why.text);
}

/* Every element that is signed, outermost first. */
static bool verify_all(const struct xml_node *n, unsigned depth,
		       const struct xmlsig_certs *certs)
{
	struct xmlsig_result r;
	struct buf path = BUF_INIT;
	bool good = true;

	if (depth == 0 || xml_child(n, XML_DSIG_NS, "Signature")) {
		good = xmlsig_verify(n, certs, &r);
		xml_path(n, &path);
		printf("%s: %s%s%s (cert %d, line %llu)\n", path.p,
		       xmlsig_verdict_name(r.verdict), *r.text ? ": " : "",
		       r.text, r.cert, (unsigned long long)r.line);
	}
	buf_release(&path);
	for (n = xml_first(n); n; n = xml_next(n))
		good = verify_all(n, depth + 1, certs) && good;
	return good;
}

static int verify(struct span bytes, char **argv)
{
	struct xmlsig_certs *certs = xmlsig_certs_new();
	struct xmlsig_error why = { 0 };
	struct xml_error bad;
	struct xml *doc;
	bool good = false;

	if (!xmlsig_certs_read(certs, argv[0], &why)) {
		wrong(why.text);
	} else if (!(doc = xml_parse(bytes, &bad))) {
		wrong(bad.text);
	} else {
		good = verify_all(xml_root(doc), 0, certs);
		xml_free(doc);
	}
	xmlsig_certs_free(certs);
	return good ? 0 : 1;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int arguments;
		int (*run)(struct span bytes, char **argv);
	} verbs[] = {
		{ "sign", 2, sign },
		{ "verify", 1, verify },
	};
	struct buf bytes = BUF_INIT;
	int status = 2;

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (argc < 2 || strcmp(argv[1], verbs[i].name) != 0 ||
		    argc - 2 != verbs[i].arguments)
			continue;
		read_all(&bytes);
		status = verbs[i].run(buf_span(&bytes), argv + 2);
	}
	if (status == 2)
		wrong("usage: duis-tool sign KEY CERT | verify CERTS");
	buf_release(&bytes);
	return status;
}
