/*
 * duis-bodies.c - requests of every service, for the tests; not installed
 *
 *	duis-bodies sets DIRECTORY
 *	duis-bodies random DIRECTORY SEED COUNT
 *	duis-bodies lint FILE...
 *
 * The last says what is wrong with messages, a line a finding; status 1 if
 * there is an error. The others write requests, a file each, and says on stdout of each file what the
 * library thinks of it:
 *
 *	good NAME.xml		built from parameters, read back to the same
 *	bad NAME.xml CODE	a good one with one thing changed, refused
 *	fair NAME.xml		one changed, and not refused
 *	wrong NAME.xml		did not read back: the library is wrong
 *
 * "sets" writes the ready sets, "random" COUNT bodies of each service at
 * random, and as many changed ones. A schema can then say what it thinks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "engine/duis_body.h"
#include "engine/duis_facts.h"
#include "engine/duis_lint.h"
#include "file/duis.h"
#include "model/srv_body.h"
#include "model/srv_sets.h"

#define DEVICE	0x00DB1234567890A0u

static const struct duis_facts facts = {
	.has_now = true, .now = 1767225600, .device = DEVICE,
	.other_device = DEVICE + 1, .chf = DEVICE + 2, .gpf = DEVICE + 3,
	.mpxn = SPAN("1234567890123"), .certificate = SPAN("AAECAwQFBgcICQ=="),
	.request = SPAN("90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1"),
};
static const struct duis_profile base = { .version = 51 };
static const struct duis_profile later = { .version = 53, .mp192 = true };
static const char *directory;
static uint64_t state;

static uint32_t draw(uint32_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((state >> 33) % below);
}

/* ---- files ---- */

static bool put_file(const char *name, struct span bytes)
{
	struct buf path = BUF_INIT;
	FILE *f;
	bool good;

	buf_addf(&path, "%s/%s", directory, name);
	f = fopen(path.p, "wb");
	buf_release(&path);
	if (!f)
		return false;
	good = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	return fclose(f) == 0 && good;
}

static void envelope(struct duis_message *m, const struct srv *v,
		     struct duis_element *body)
{
	*m = (struct duis_message){
		.kind = DUIS_REQUEST, .schema_version = SPAN("5.1"),
		.has_id = true, .id = { DEVICE + 9, DEVICE, 1000 },
		.command_variant = v->modes & SRV_DCC_ONLY ? 8 :
				   v->critical ? 4 : 1,
		.reference = span_of(v->reference),
		.variant = span_of(v->srv), .body = body };
}

/* Writes the request, reads it back, and asks what it says. `p` NULL: it was
 * changed, and what it says is the question. */
static void one(const struct srv *v, const struct duis_profile *profile,
		struct duis_element *body, const struct duis_params *p,
		const char *name)
{
	const struct duis_body_ask ask = { v, profile, name, 1 };
	struct duis_params back = DUIS_PARAMS_INIT;
	struct diag d = DIAG_INIT;
	struct buf out = BUF_INIT;
	struct duis_message m;
	struct duis_doc *doc;
	bool good;

	envelope(&m, v, body);
	if (!duis_write(&m, SPAN_EMPTY, &out) ||
	    !put_file(name, buf_span(&out))) {
		printf("wrong %s: not written\n", name);
		return;
	}
	doc = duis_read(buf_span(&out), name, &d);
	good = doc && duis_body_check(&ask, duis_doc_message(doc)->body, &d);
	if (!good) {
		printf("%s %s %s " SPAN_F " " SPAN_F "\n", p ? "wrong" : "bad",
		       name, d.found.v[0].code, SPAN_A(d.found.v[0].column),
		       SPAN_A(d.found.v[0].text));
	} else if (!p) {
		printf("fair %s\n", name);
	} else {
		duis_body_params(duis_doc_message(doc)->body, &back);
		printf("%s %s\n", duis_params_same(p, &back) ? "good" :
		       "wrong", name);
	}
	duis_doc_free(doc);
	duis_params_release(&back);
	buf_release(&out);
	diag_release(&d);
}

static struct duis_element *build(const struct srv *v,
				  const struct duis_profile *profile,
				  const struct duis_params *p,
				  struct arena *a, const char *name)
{
	const struct duis_body_ask ask = { v, profile, name, 1 };
	struct diag d = DIAG_INIT;
	struct duis_element *e = duis_body_build(&ask, p, a, &d);

	if (!e)
		printf("wrong %s: %s " SPAN_F " " SPAN_F "\n", name,
		       d.found.v[0].code, SPAN_A(d.found.v[0].column),
		       SPAN_A(d.found.v[0].text));
	diag_release(&d);
	return e;
}

static void sets_of(const struct srv *v)
{
	const char *set;

	for (uint32_t i = 0; (set = srv_set_name(span_of(v->srv), i)); i++) {
		struct duis_params from = DUIS_PARAMS_INIT;
		struct duis_params p = DUIS_PARAMS_INIT;
		struct duis_facts f = facts;
		struct arena a = ARENA_INIT;
		struct diag d = DIAG_INIT;
		struct duis_element *e;
		char name[64];

		if (strcmp(set, "gas") == 0)
			f.mpxn = SPAN("1234567890");
		snprintf(name, sizeof(name), "%s-%s.xml", v->srv, set);
		srv_set_add(span_of(v->srv), span_of(set), &from);
		duis_facts_fill(&from, &f, name, 1, &p, &d);
		e = build(v, &later, &p, &a, name);
		if (e)
			one(v, &later, e, &p, name);
		duis_params_release(&from);
		duis_params_release(&p);
		arena_release(&a);
		diag_release(&d);
	}
}

/* ---- bodies at random ---- */

static void digits(struct buf *b, uint32_t n)
{
	while (n--)
		buf_add_char(b, (char)('0' + draw(10)));
}

static void eui(struct buf *b)
{
	static const char hex[] = "0123456789ABCDEFabcdef";

	for (int i = 0; i < 8; i++)
		buf_addf(b, "%s%c%c", i ? "-" : "", hex[draw(22)],
			 hex[draw(22)]);
}

static bool facet(const struct srv_row *row, const char *name, int64_t *v)
{
	struct span s;
	uint64_t n = 0;

	if (!srv_row_facet_named(row, name, &s))
		return false;
	for (size_t i = s.p[0] == '-'; i < s.n && s.p[i] != '.'; i++)
		n = n * 10 + (uint64_t)(s.p[i] - '0');
	*v = s.p[0] == '-' ? -(int64_t)n : (int64_t)n;
	return true;
}

/* Near the limits half of the time. */
static void integer(const struct srv_row *row, struct buf *b)
{
	int64_t low = -5, high = INT64_MAX, v;

	facet(row, "min", &low);
	facet(row, "max", &high);
	switch (draw(4)) {
	case 0:
		v = low;
		break;
	case 1:
		v = high;
		break;
	default:
		v = low + (int64_t)draw(high - low > 1000 ? 1000 :
					(uint32_t)(high - low) + 1);
	}
	buf_addf(b, "%lld", (long long)v);
}

static void text_of_length(const struct srv_row *row, struct buf *b)
{
	struct span range, low = SPAN_EMPTY, chars;
	uint64_t from = 0, to = 20;
	uint32_t n;
	bool plain = srv_row_facet_named(row, "chars", &chars) &&
		     !span_eq(chars, SPAN("printable"));

	if (srv_row_facet_named(row, "length", &range)) {
		span_cut(&range, '.', &low);
		num_parse(low, &from);
		to = from + 20;
		if (range.n > 1)
			num_parse(span_from(range, 1), &to);
	}
	n = (uint32_t)from + draw((uint32_t)(to - from > 40 ? 40 :
					     to - from) + 1);
	while (n--)
		buf_add_char(b, plain ? (char)('0' + draw(10)) :
			     "aZ9 &<>\"'~]"[draw(11)]);
}

static void bytes(const struct srv_row *row, bool is_hex, struct buf *b)
{
	struct span range, low;
	uint64_t n = 3, most = 6;

	if (srv_row_facet_named(row, "length", &range)) {
		span_cut(&range, '.', &low);
		num_parse(low, &n);
		most = n + 3;
		if (range.n > 1)
			num_parse(span_from(range, 1), &most);
	}
	n += draw(most - n < 4 ? (uint32_t)(most - n) + 1 : 4);
	for (uint64_t i = 0; is_hex && i < n; i++)
		buf_addf(b, "%02X", draw(256));
	for (uint64_t i = 0; !is_hex && i < n / 3; i++)
		buf_addf(b, "Ab+/");
	if (!is_hex && n % 3)
		buf_addf(b, "%s", n % 3 == 1 ? "Zg==" : "Zm8=");
}

static void value(const struct srv_row *row, struct buf *b)
{
	static const char *const zones[] = { "Z", "", "+01:00", "-13:30" };
	struct span list, part;
	uint32_t n = 0;

	if (srv_row_facet_named(row, "values", &list)) {
		struct span rest = list;

		while (span_cut(&rest, '|', &part))
			n++;
		/* what 5.3 adds is behind what 5.1 has */
		n = draw(n);
		while (span_cut(&list, '|', &part) && n--)
			;
		buf_add(b, part);
		return;
	}
	switch (row->type) {
	case SRV_BOOLEAN:
		buf_addf(b, "%s", draw(2) ? "true" : "0");
		break;
	case SRV_INTEGER:
		integer(row, b);
		break;
	case SRV_DECIMAL:
		buf_addf(b, "%s", draw(2) ? "2.0" : "02");
		break;
	case SRV_DATETIME:
		buf_addf(b, "20%u%u-0%u-1%uT1%u:2%u:3%u%s%s", draw(10),
			 draw(10), 1 + draw(9), draw(10), draw(10), draw(10),
			 draw(10), draw(2) ? ".25" : "", zones[draw(4)]);
		break;
	case SRV_DATE:
		buf_addf(b, "20%u%u-0%u-1%u%s", draw(10), draw(10),
			 1 + draw(9), draw(10), zones[draw(4)]);
		break;
	case SRV_TIME:
		buf_addf(b, "1%u:2%u:3%u%s", draw(10), draw(10), draw(10),
			 zones[draw(4)]);
		break;
	case SRV_HEX:
	case SRV_BASE64:
		bytes(row, row->type == SRV_HEX, b);
		break;
	case SRV_EUI:
		eui(b);
		break;
	case SRV_EUIS:
		for (n = draw(3) + 1; n--; eui(b), buf_addf(b, n ? "," : ""))
			;
		break;
	case SRV_ID:
		eui(b);
		buf_add_char(b, ':');
		eui(b);
		buf_add_char(b, ':');
		buf_addf(b, "%u", 1 + draw(9));
		digits(b, draw(19));
		break;
	default:
		text_of_length(row, b);
	}
}

static void below(const struct srv_body *rows, uint32_t i, struct buf *path,
		  struct duis_params *p);

static void element(const struct srv_body *rows, uint32_t i, uint32_t k,
		    struct buf *path, struct duis_params *p)
{
	const struct srv_row *row = &rows->row[i];
	const size_t before = path->n, had = p->v.n;
	struct buf text = BUF_INIT;

	buf_addf(path, "%s%s", before ? "/" : "", srv_row_name(row));
	if (k > 1)
		buf_addf(path, "[%u]", k);
	below(rows, i, path, p);
	if (srv_row_has_text(row))
		value(row, &text);
	if (srv_row_has_text(row) || p->v.n == had)
		duis_params_add(p, buf_span(path), buf_span(&text), 0);
	path->n = before;
	buf_release(&text);
}

static void child(const struct srv_body *rows, uint32_t i, struct buf *path,
		  struct duis_params *p)
{
	const struct srv_row *row = &rows->row[i];
	const uint32_t end = srv_body_end(rows, i);
	uint32_t n = 0, wanted;

	if (row->type == SRV_CHOICE) {
		for (uint32_t j = i + 1; j < end; j = srv_body_end(rows, j))
			n += row[j - i].profile == 0;
		wanted = draw(n);
		for (uint32_t j = i + 1; j < end; j = srv_body_end(rows, j)) {
			if (wanted-- == 0)
				child(rows, j, path, p);
		}
		return;
	}
	if (row->type == SRV_GROUP) {
		below(rows, i, path, p);
		return;
	}
	wanted = row->least;
	if (row->most > row->least)
		wanted += draw(8) ? draw(row->most - row->least < 2 ? 2 : 3) :
				    (uint32_t)(row->most - row->least);
	for (uint32_t k = 1; k <= wanted; k++)
		element(rows, i, k, path, p);
}

static void below(const struct srv_body *rows, uint32_t i, struct buf *path,
		  struct duis_params *p)
{
	const uint32_t end = srv_body_end(rows, i);

	for (uint32_t j = i + 1; j < end; j = srv_body_end(rows, j))
		child(rows, j, path, p);
}

/* ---- one thing changed ---- */

static uint32_t count(const struct duis_element *e)
{
	uint32_t n = 1;

	for (e = e->first; e; e = e->next)
		n += count(e);
	return n;
}

static struct duis_element *at(struct duis_element *e, uint32_t *n)
{
	if ((*n)-- == 0)
		return e;
	for (e = e->first; e; e = e->next) {
		struct duis_element *found = at(e, n);

		if (found)
			return found;
	}
	return NULL;
}

static void unlink_child(struct duis_element *e)
{
	struct duis_element *parent = e->parent, **link = &parent->first;

	parent->last = NULL;
	while (*link) {
		if (*link == e) {
			*link = e->next;
			continue;
		}
		parent->last = *link;
		link = &(*link)->next;
	}
}

static void change_text(struct duis_element *e)
{
	static const char *const texts[] = { "", " ", "-1", "0", "00", "1.5",
		"+7", "99999999999999999999", "true", "x", "TRUE",
		"2026-02-30T00:00:00Z", "2026-01-01T00:00:00",
		"2026-01-01T24:00:00Z", "2026-01-01", "24:00:00", "12:00",
		"AAE=", "AAF=", "AA =\n=", "0g", "0a", "-401", "401", "4.5.6",
		"00-DB-12-34-56-78-90-A0", "00-DB-12-34-56-78-90-A",
		" 00-DB-12-34-56-78-90-A0 ", "1e3", ".5", "5.", "-0", "ESME",
		"\xc3\xa9", "a\tb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"Daily ", "12345678901234567890", "2.50", "-0.0" };

	e->text = span_of(texts[draw(sizeof(texts) / sizeof(texts[0]))]);
}

static void swap_next(struct duis_element *e)
{
	struct duis_element *next = e->next;
	struct duis_element **link = &e->parent->first;

	while (*link != e)
		link = &(*link)->next;
	*link = next;
	e->next = next->next;
	next->next = e;
	if (e->parent->last == next)
		e->parent->last = e;
}

/* False: there was nothing of that kind to change. */
static bool change(struct duis_element *body, struct arena *a)
{
	uint32_t n = draw(count(body));
	struct duis_element *e = at(body, &n);

	switch (draw(8)) {
	case 0:
		if (e == body)
			return false;
		unlink_child(e);
		return true;
	case 1:
		duis_element_add(a, e, SPAN("Extra"));
		return e->text.n == 0;
	case 2:
		if (e == body)
			return false;
		duis_element_add(a, e->parent, e->name)->text = e->text;
		return true;
	case 3:
		if (e == body || !e->next)
			return false;
		swap_next(e);
		return true;
	case 4:
		if (!e->attributes)
			return false;
		e->attributes = e->attributes->next;
		return true;
	case 5:
		duis_element_set(a, e, draw(2) ? SPAN("index") : SPAN("other"),
				 SPAN("1"));
		return !(e->attributes && e->attributes->next);
	default:
		if (e->first)
			return false;
		change_text(e);
		return true;
	}
}

static void random_of(const struct srv *v, uint32_t number)
{
	struct duis_params p = DUIS_PARAMS_INIT;
	struct arena a = ARENA_INIT;
	struct buf path = BUF_INIT;
	struct duis_element *e;
	struct srv_body rows;
	char name[64];

	srv_body_find(span_of(v->srv), &rows);
	below(&rows, 0, &path, &p);
	snprintf(name, sizeof(name), "%s-%u.xml", v->srv, number);
	/* 5.1 has no word for what later versions schedule */
	for (size_t i = 0; i < p.v.n; i++) {
		if (span_starts(p.v.v[i].path, SPAN("DSPScheduledService")))
			p.v.v[i].value = SPAN("4.16");
	}
	e = build(v, &base, &p, &a, name);
	if (e) {
		one(v, &base, e, &p, name);
		if (change(e, &a)) {
			snprintf(name, sizeof(name), "%s-%u-changed.xml",
				 v->srv, number);
			one(v, &base, e, NULL, name);
		}
	}
	buf_release(&path);
	duis_params_release(&p);
	arena_release(&a);
}

/* ---- single files ---- */

static bool lint(const char *path)
{
	const struct duis_context c = { .file = path, .unsigned_ok = true,
		.has_acb = true, .acb = DEVICE + 1, .roles = SRV_IS | SRV_GS,
		.has_now = true, .now = 1767225600 };
	struct buf bytes = BUF_INIT, line = BUF_INIT;
	struct diag d = DIAG_INIT;
	struct duis_doc *doc = NULL;
	FILE *f = fopen(path, "rb");
	bool good = false;
	size_t n;

	while (f && (n = fread(buf_room(&bytes, 65536), 1, 65536, f)) > 0)
		bytes.n += n;
	if (f && fclose(f) == 0)
		doc = duis_read(buf_span(&bytes), path, &d);
	if (doc)
		good = duis_lint(duis_doc_message(doc), &c, &d);
	for (size_t i = 0; i < d.found.n; i++) {
		buf_clear(&line);
		diag_line(&d.found.v[i], &line);
		printf(SPAN_F "\n", SPAN_A(buf_span(&line)));
	}
	duis_doc_free(doc);
	diag_release(&d);
	buf_release(&bytes);
	buf_release(&line);
	return good;
}

int main(int argc, char **argv)
{
	const bool sets = argc == 3 && strcmp(argv[1], "sets") == 0;
	uint64_t rounds = 0;
	bool good = true;

	if (argc > 2 && strcmp(argv[1], "lint") == 0) {
		for (int i = 2; i < argc; i++)
			good = lint(argv[i]) && good;
		return !good;
	}
	if (!sets && (argc != 5 || strcmp(argv[1], "random") != 0 ||
		      !num_parse(span_of(argv[3]), &state) ||
		      !num_parse(span_of(argv[4]), &rounds)))
		return 2;
	directory = argv[2];
	for (uint32_t i = 0; i < srv_count; i++) {
		if (sets)
			sets_of(&srv_table[i]);
		for (uint32_t k = 0; k < rounds; k++)
			random_of(&srv_table[i], k);
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
