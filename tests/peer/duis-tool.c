/*
 * duis-tool.c - messages from a shell, for the tests; not installed
 *
 *	duis-tool sign KEY CERT < message > signed
 *	duis-tool verify CERTS < message	(a line for each signature)
 *	duis-tool judge CERTS < message		(as findings)
 *	duis-tool read < message		(what it says)
 *	duis-tool lines < messages		(one a line: good or bad)
 *	duis-tool schema FOLDER < message
 *	duis-tool response | alert < embedded	(a message that holds it)
 *
 * Status 0: done, or every signature is good; 1: refused or not good, with
 * the reason on stderr.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "file/duis.h"
#include "file/pem.h"
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

	pem_no_core();
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

/* ---- messages ---- */

static bool print_findings(struct diag *d)
{
	struct buf lines = BUF_INIT;
	bool good = d->count[DIAG_ERROR] == 0;

	diag_sort(d);
	for (size_t i = 0; i < d->found.n; i++) {
		diag_line(&d->found.v[i], &lines);
		buf_add_char(&lines, '\n');
	}
	fwrite(lines.p ? lines.p : "", 1, lines.n, stdout);
	buf_release(&lines);
	diag_release(d);
	return good;
}

static void print_message(const struct duis_message *m)
{
	char id[DUIS_ID_TEXT];

	printf("%s, DUIS " SPAN_F ", service " SPAN_F " (" SPAN_F ")\n",
	       duis_kind_name(m->kind), SPAN_A(m->schema_version),
	       SPAN_A(m->variant), SPAN_A(m->reference));
	if (m->has_id)
		printf("request %s\n", duis_id_text(&m->id, id));
	if (m->code.n)
		printf("code " SPAN_F " at " SPAN_F "\n", SPAN_A(m->code),
		       SPAN_A(m->time));
	if (m->body)
		printf("body " SPAN_F "\n", SPAN_A(m->body->name));
}

static int show(struct span bytes, char **argv)
{
	struct diag d = DIAG_INIT;
	struct duis_doc *doc = duis_read(bytes, "-", &d);

	(void)argv;
	if (doc)
		print_message(duis_doc_message(doc));
	duis_doc_free(doc);
	return print_findings(&d) ? 0 : 1;
}

static int show_lines(struct span bytes, char **argv)
{
	struct span line;

	(void)argv;
	while (span_cut(&bytes, '\n', &line)) {
		struct diag d = DIAG_INIT;
		struct duis_doc *doc = duis_read(line, NULL, &d);

		puts(doc ? "good" : "bad");
		duis_doc_free(doc);
		diag_release(&d);
	}
	return 0;
}

static int judge(struct span bytes, char **argv)
{
	struct xmlsig_certs *certs = xmlsig_certs_new();
	struct diag d = DIAG_INIT;
	struct duis_doc *doc = duis_read(bytes, "-", &d);
	struct xmlsig_error why = { 0 };
	struct duis_verdicts v;
	bool good = doc != NULL;

	if (!xmlsig_certs_read(certs, argv[0], &why)) {
		good = wrong(why.text) == 0;
	} else if (doc) {
		good = duis_verify(doc, certs, false, &v);
		duis_verify_find(doc, &v, false, &d);
	}
	xmlsig_certs_free(certs);
	duis_doc_free(doc);
	return print_findings(&d) && good ? 0 : 1;
}

static int check_schema(struct span bytes, char **argv)
{
	struct xml_error why = { 0 };
	struct xml_schema *schema = xml_schema_read(argv[0], &why);
	struct diag d = DIAG_INIT;
	struct duis_doc *doc;

	if (!schema)
		return wrong(why.text);
	doc = duis_read(bytes, "-", &d);
	if (doc)
		duis_schema_check(doc, schema, &d);
	duis_doc_free(doc);
	xml_schema_free(schema);
	return print_findings(&d) ? 0 : 1;
}

/* A message of the DCC around a signed one of the S1SP. */
static int embed(struct span bytes, enum duis_kind kind)
{
	struct duis_message m = {
		.kind = kind,
		.schema_version = SPAN("5.1"),
		.code = SPAN("I0"),
		.time = SPAN("2026-01-31T00:00:00Z"),
	};
	struct buf out = BUF_INIT;
	bool good;

	if (kind == DUIS_DCC_ALERT)
		m.alert_code = SPAN("N55");
	else
		m.has_id = duis_id_parse(SPAN("90-B3-D5-1F-30-01-00-00:"
					      "00-DB-12-34-56-78-90-A0:1"),
					 &m.id);
	good = duis_write(&m, bytes, &out);
	fwrite(out.p, 1, out.n, stdout);
	buf_release(&out);
	return good ? 0 : 1;
}

static int respond(struct span bytes, char **argv)
{
	(void)argv;
	return embed(bytes, DUIS_SMETS1_RESPONSE);
}

static int alert(struct span bytes, char **argv)
{
	(void)argv;
	return embed(bytes, DUIS_DCC_ALERT);
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
		{ "judge", 1, judge },
		{ "read", 0, show },
		{ "lines", 0, show_lines },
		{ "schema", 1, check_schema },
		{ "response", 0, respond },
		{ "alert", 0, alert },
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
		wrong("usage: duis-tool sign KEY CERT | verify CERTS | ...");
	buf_release(&bytes);
	return status;
}
