/* One loop over rows for every format; the digest is one of its readers. */
#include "file/ppcl_out.h"

#include "base/num.h"

/* The versions of the rules that decide what is in a release. */
static const struct {
	const char *rule;
	unsigned version;
} rules[] = {
	{ "R9", 1 }, { "R20", 1 }, { "R21", 1 }, { "R24", 1 }, { "R25", 1 },
};

static void write_percent(struct json *j, const char *name, struct span s)
{
	struct arena a = ARENA_INIT;
	uint64_t n;

	if (num_parse_decimal(s, 2, &n) && (s.n == 1 || s.p[0] != '0' ||
					    s.p[1] == '.'))
		json_number(j, name, arena_string(&a, s));
	else
		json_string(j, name, s);
	arena_release(&a);
}

static void write_inputs(const struct release *r, struct json *j)
{
	json_array(j, "inputs");
	for (size_t i = 0; i < r->inputs.n; i++) {
		const struct release_input *in = &r->inputs.v[i];

		json_object_flat(j, NULL);
		json_string(j, "name", in->name);
		json_string(j, "sha256", in->sha256);
		if (in->has_rows)
			json_u64(j, "rows", in->rows);
		json_end(j);
	}
	json_end(j);
}

static struct span device_type(enum device d)
{
	static const char *const names[DEVICES] = {
		"CH", "ESME", "GSME", "PPMID",
	};

	return span_of(names[d]);
}

static void write_images(const struct release *r, struct json *j)
{
	json_array(j, "firmware");
	for (size_t i = 0; i < r->images.n; i++) {
		const struct release_image *image = &r->images.v[i];

		json_object_flat(j, NULL);
		json_string(j, "device_type", device_type(image->device));
		json_string(j, "manufacturer", image->manufacturer);
		json_string(j, "model", image->model);
		json_string(j, "smso", image->smso);
		json_string(j, "fw_version", image->fw_version);
		json_string(j, "state", image->final ? SPAN("FINAL") :
						       SPAN("CANDIDATE"));
		json_end(j);
	}
	json_end(j);
}

static void write_members(const struct release *r,
			  const struct ppcl_made *made, struct json *j)
{
	char digest[SHA256_TEXT];
	struct arena a = ARENA_INIT;
	bool exact;

	json_string(j, "release", r->number);
	json_string(j, "previous", r->previous);
	json_string(j, "as_of", r->as_of);
	json_string(j, "capability", r->capability);
	write_percent(j, "list_share_percent", r->list_share);
	json_string(j, "list_share_percent_whole",
		    release_share_whole(r, &a, &exact));
	arena_release(&a);
	json_u64(j, "last_id", r->last_id);
	write_inputs(r, j);
	json_object(j, "options");
	for (size_t i = 0; made && i < made->n; i++)
		json_string(j, made->options[i].name, made->options[i].value);
	json_end(j);
	json_object_flat(j, "rules");
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		json_u64(j, rules[i].rule, rules[i].version);
	json_end(j);
	write_images(r, j);
	json_u64(j, "rows_count", r->rows.n);
	ppcl_digest(r, digest);
	json_string(j, "rows_sha256", span_of(digest));
}

void ppcl_write(const struct release *r, const struct ppcl_made *made,
		struct sink *sink, const struct table_out_options *options)
{
	struct table_out t;

	table_out_begin(&t, sink, &ppcl_format, options);
	if (table_out_members(&t))
		write_members(r, made, table_out_members(&t));
	for (size_t i = 0; i < r->rows.n; i++) {
		struct span cells[PPCL_COLUMNS];

		release_cells(r, &r->rows.v[i], cells);
		table_out_row(&t, cells);
	}
	table_out_end(&t);
}

struct digest_sink {
	struct sink sink;
	struct sha256 sha;
};

static void digest_put(struct sink *s, const void *p, size_t n)
{
	struct digest_sink *d = (struct digest_sink *)s;

	sha256_add(&d->sha, p, n);
}

void ppcl_digest(const struct release *r, char text[SHA256_TEXT])
{
	const struct table_out_options csv = { .kind = TABLE_CSV };
	struct digest_sink d = { .sink = { digest_put } };

	sha256_init(&d.sha);
	ppcl_write(r, NULL, &d.sink, &csv);
	sha256_hex(&d.sha, text);
}
