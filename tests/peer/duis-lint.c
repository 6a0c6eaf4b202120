/*
 * duis-lint.c - the lint of one message by what is told; not installed
 *
 *	duis-lint [WHAT=VALUE...] < message
 *
 *	service=S		posted to S, T or D
 *	acb=EUI			the DCC's own identity
 *	now=SECONDS		since 1970
 *	roles=IS;GS		of the sender
 *	mp192=on
 *	version=53		of the endpoint
 *	device=EUI;ESME;1	of SMETS1; as many as there are
 *
 * Prints a line for each finding: severity, code, the response codes that
 * the code's own words name in brackets, and the text. Status 1: an error.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "engine/duis_lint.h"
#include "file/duis.h"
#include "model/codes.h"

enum { DEVICES = 16 };

static struct duis_device devices[DEVICES];
static struct duis_profile profile = { .version = 51 };

static bool device(struct span value, struct duis_context *c)
{
	struct duis_device *d = &devices[c->device_count];
	struct span eui, type;
	uint64_t smets;

	c->devices = devices;
	if (c->device_count++ == DEVICES || !span_cut(&value, ';', &eui) ||
	    !span_cut(&value, ';', &type) || !num_parse(value, &smets))
		return false;
	d->type = srv_device_named(type);
	d->smets = (unsigned)smets;
	return d->type && duis_eui_parse(eui, &d->eui);
}

static bool told(struct span what, struct duis_context *c)
{
	struct span name, role;
	uint64_t n;

	if (!span_cut(&what, '=', &name) || !what.n)
		return false;
	if (span_eq(name, SPAN("device")))
		return device(what, c);
	if (span_eq(name, SPAN("acb")))
		return c->has_acb = duis_eui_parse(what, &c->acb);
	if (span_eq(name, SPAN("now"))) {
		c->has_now = num_parse(what, &n);
		c->now = (int64_t)n;
		return c->has_now;
	}
	if (span_eq(name, SPAN("version"))) {
		profile.version = num_parse(what, &n) ? (unsigned)n : 0;
		return profile.version;
	}
	if (span_eq(name, SPAN("mp192")))
		return profile.mp192 = span_eq(what, SPAN("on"));
	if (span_eq(name, SPAN("service"))) {
		c->service = what.p[0];
		return what.n == 1;
	}
	while (span_cut(&what, ';', &role))
		c->roles |= srv_role_named(role);
	return span_eq(name, SPAN("roles")) && c->roles;
}

static void print_finding(const struct finding *f)
{
	const char *cause = code_named(f->code)->cause;
	const char *e = strstr(cause, "(E");

	printf("%s %s %.*s " SPAN_F " " SPAN_F "\n", diag_severity_name(f->severity),
	       f->code, e ? (int)strcspn(e + 1, ")") : 1, e ? e + 1 : "-",
	       SPAN_A(f->value), SPAN_A(f->text));
}

int main(int argc, char **argv)
{
	struct duis_context c = { .profile = &profile, .file = "-",
				  .unsigned_ok = true };
	struct buf bytes = BUF_INIT;
	struct diag d = DIAG_INIT;
	struct duis_doc *doc;
	bool good;
	size_t n;

	for (int i = 1; i < argc; i++) {
		if (!told(span_of(argv[i]), &c)) {
			fprintf(stderr, "duis-lint: '%s'\n", argv[i]);
			return 2;
		}
	}
	while ((n = fread(buf_room(&bytes, 65536), 1, 65536, stdin)) > 0)
		bytes.n += n;
	doc = duis_read(buf_span(&bytes), "-", &d);
	good = doc && duis_lint(duis_doc_message(doc), &c, &d);
	diag_sort(&d);
	for (size_t i = 0; i < d.found.n; i++)
		print_finding(&d.found.v[i]);
	duis_doc_free(doc);
	diag_release(&d);
	buf_release(&bytes);
	return !good;
}
