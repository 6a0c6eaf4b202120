/* Literal rows into the structures of model and engine. */
#include "rows_util.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "file/policy_in.h"
#include "file/table_out.h"
#include "model/rfi.h"

#define FOLDER	P_tmpdir "/smets1-unit.XXXXXX"

static const char ordinary[] =
	"snapshot_date=2019-08-30;reporter_role=SUPPLIER;supplier=SUP-A;"
	"smso=SMSO-1;wan_provider=VODAFONE;capability=FOC;fuel_type=DF;"
	"ch_manufacturer=Trilliant;ch_model=SEAP-2000-V;"
	"ch_fw_version=2.1.12;"
	"esme_manufacturer=Landis+Gyr;esme_model=E470 (MK1);"
	"esme_fw_version=24.01.08.00;"
	"gsme_manufacturer=Landis+Gyr;gsme_model=G370;"
	"gsme_fw_version=03.00.01.61;"
	"ppmid_manufacturer=GEO;ppmid_model=PCK-BB-001;"
	"ppmid_fw_version=2.2.1.9.0";

/* Calls take() for each "name=value" of a row. */
static void each_cell(const char *row,
		      void take(void *into, struct span name,
				struct span value), void *into)
{
	struct span rest = span_of(row), name;

	while (rest.n) {
		struct span value;

		ck_assert(span_cut(&rest, ';', &value));
		ck_assert_msg(memchr(value.p, '=', value.n) != NULL,
			      "no = in '%s'", row);
		span_cut(&value, '=', &name);
		take(into, span_trim(name), value);
	}
}

struct cells {
	const struct table_format *format;
	struct span *cell;
};

static void take_cell(void *into, struct span name, struct span value)
{
	struct cells *c = into;
	const uint32_t at = table_find(c->format, name);

	ck_assert_msg(at != TABLE_ABSENT, "no column '%.*s'",
		      SPAN_A(name));
	c->cell[at] = value;
}

void wide_cells(const char *row, struct span *cells)
{
	struct cells c = { &rfi_wide_format, cells };

	for (unsigned i = 0; i < RFI_COLUMNS; i++)
		cells[i] = SPAN_EMPTY;
	each_cell(ordinary, take_cell, &c);
	each_cell(row, take_cell, &c);
}

void device_cells(const char *row, struct span *cells)
{
	struct cells c = { &rfi_device_format, cells };

	for (unsigned i = 0; i < RFID_COLUMNS; i++)
		cells[i] = SPAN_EMPTY;
	each_cell(row, take_cell, &c);
}

void world_begin(struct world *w)
{
	memset(w, 0, sizeof(*w));
	w->diag = (struct diag)DIAG_INIT;
	policy_init(&w->policy);
}

void world_end(struct world *w)
{
	if (w->open) {
		estate_release(&w->estate);
		names_free(w->names);
	}
	policy_release(&w->policy);
	alias_table_release(&w->aliases);
	diag_release(&w->diag);
}

void world_policy(struct world *w, const char *json)
{
	char digest[SHA256_TEXT];
	struct buf text = BUF_INIT;
	bool system;

	ck_assert(!w->open);
	buf_add(&text, span_of(json));
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'')
			text.p[i] = '"';
	}
	ck_assert_msg(policy_read(&w->policy,
				  file_put("policy.json", buf_span(&text)),
				  NULL, &w->diag, digest, &system),
		      "%s: %s", json, found(&w->diag));
	file_end();
	buf_release(&text);
}

void world_alias(struct world *w, const char *field, const char *from,
		 const char *to)
{
	const struct alias a = { span_of(field), span_of(from),
				 span_of(to) };

	ck_assert(!w->open);
	vec_push(&w->aliases.aliases, a);
}

void world_known(struct world *w, const char *field, const char *name)
{
	const struct known_name k = { span_of(field), span_of(name) };

	ck_assert(!w->open);
	w->aliases.known_given = true;
	vec_push(&w->aliases.known, k);
}

void world_open(struct world *w, enum estate_scope scope,
		enum diag_severity floor)
{
	ck_assert(!w->open);
	w->names = names_new(&w->aliases);
	estate_init(&w->estate, w->names, scope, &w->policy);
	w->check = (struct check){
		.diag = &w->diag, .policy = &w->policy, .names = w->names,
		.floor = floor, .at = { .file = "f", .line = 1 },
	};
	w->open = true;
}

uint32_t world_row(struct world *w, const char *row)
{
	struct span cells[RFI_COLUMNS];
	struct check_count count;

	if (!w->open)
		world_open(w, ESTATE_COUNTING, DIAG_NOTE);
	wide_cells(row, cells);
	w->check.at.line++;
	return estate_add(&w->estate, &w->check, cells, &count);
}

void world_finish(struct world *w)
{
	if (!w->open)
		world_open(w, ESTATE_COUNTING, DIAG_NOTE);
	if (!w->finished)
		estate_finish(&w->estate);
	w->finished = true;
}

void world_count(struct world *w, uint32_t without, struct tally *t,
		 struct count_notes *notes)
{
	world_finish(w);
	*t = (struct tally)TALLY_INIT;
	count_estate(&w->estate, &w->policy, without, t, notes);
}

const char *found(struct diag *d)
{
	static struct buf b;

	buf_clear(&b);
	buf_add(&b, SPAN_EMPTY);
	diag_sort(d);
	for (size_t i = 0; i < d->found.n; i++) {
		const struct finding *f = &d->found.v[i];

		buf_addf(&b, "%c %s %s:%" PRIu64 " " SPAN_F,
			 "NWE"[f->severity], f->code, f->file ? f->file : "-",
			 f->line, SPAN_A(f->column.n ? f->column :
						       SPAN("-")));
		if (f->has_value)
			buf_addf(&b, " '" SPAN_F "'", SPAN_A(f->value));
		buf_add_char(&b, '\n');
	}
	return b.p;
}

void tally_start(struct tally *t, const struct policy *p)
{
	*t = (struct tally)TALLY_INIT;
	for (size_t i = 0; i < p->key.n; i++)
		vec_push(&t->columns, p->key.v[i]);
}

struct putting {
	struct tally *t;
	struct tally_row *row;
	struct span *key;
};

static void take_key(void *into, struct span name, struct span value)
{
	struct putting *p = into;
	const uint32_t column = table_find(&rfi_wide_format, name);
	uint32_t at;

	if (span_eq(name, SPAN("disposition"))) {
		while (!span_eq(value, span_of(
				disposition_name(p->row->disposition))))
			p->row->disposition++;
		return;
	}
	ck_assert_msg(column != TABLE_ABSENT, "no column '%.*s'",
		      SPAN_A(name));
	at = tally_column(p->t, column);
	if (column == RFI_COUNT_ACTIVE)
		ck_assert(num_parse(value, &p->row->active));
	else if (column == RFI_COUNT_DORMANT)
		ck_assert(num_parse(value, &p->row->dormant));
	else if (at != TABLE_ABSENT)
		p->key[at] = arena_span(&p->t->arena, value);
}

void tally_put(struct tally *t, const char *row)
{
	struct putting p = { t, vec_add(&t->rows), NULL };

	p.key = arena_zero(&t->arena, t->columns.n + 1, sizeof(*p.key));
	each_cell(ordinary, take_key, &p);
	each_cell(row, take_key, &p);
	p.row->key = p.key;
	p.row->total = p.row->active + p.row->dormant;
}

static void add_key(struct buf *b, const struct tally *t,
		    const struct tally_row *row, const char *columns)
{
	struct span rest = span_of(columns), name;
	const char *gap = "";

	while (span_cut(&rest, ',', &name)) {
		const uint32_t at = tally_column(t,
			table_find(&rfi_wide_format, name));

		ck_assert_msg(at != TABLE_ABSENT, "'%s' not in the key",
			      columns);
		buf_addf(b, "%s" SPAN_F, gap, SPAN_A(row->key[at]));
		gap = "|";
	}
}

const char *tally_text(const struct tally *t, const char *columns)
{
	static struct buf b;

	buf_clear(&b);
	buf_add(&b, SPAN_EMPTY);
	for (size_t i = 0; i < t->rows.n; i++) {
		const struct tally_row *row = &t->rows.v[i];

		ck_assert_uint_eq(row->total, row->active + row->dormant);
		buf_addf(&b, "%s ", disposition_name(row->disposition));
		add_key(&b, t, row, columns);
		buf_addf(&b, " %" PRIu64 "+%" PRIu64 "\n", row->active,
			 row->dormant);
	}
	return b.p;
}

const char *tally_csv(struct tally *t)
{
	static struct buf b;
	const struct table_out_options options = { .kind = TABLE_CSV };
	const struct table_format *f = tally_format(t);
	struct span *cells = arena_zero(&t->arena, f->count,
					sizeof(*cells));
	struct buf_sink mem;
	struct table_out out;

	buf_clear(&b);
	buf_sink_init(&mem, &b);
	table_out_begin(&out, &mem.sink, f, &options);
	for (size_t i = 0; i < t->rows.n; i++) {
		tally_cells(t, &t->rows.v[i], &t->arena, cells);
		table_out_row(&out, cells);
	}
	table_out_end(&out);
	return b.p;
}

static char folder[sizeof(FOLDER)];
static char path[sizeof(FOLDER) + 64];

const char *file_put(const char *name, struct span bytes)
{
	FILE *f;

	file_end();
	memcpy(folder, FOLDER, sizeof(folder));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "wb");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	ck_assert_int_eq(fclose(f), 0);
	return path;
}

void file_end(void)
{
	if (!folder[0])
		return;
	unlink(path);
	rmdir(folder);
	folder[0] = '\0';
}

static uint64_t rng_state;

void seed_of(const char *what, uint64_t preset)
{
	const char *s = getenv("TEST_SEED");

	rng_state = s ? strtoull(s, NULL, 10) : preset;
	printf("# %s: TEST_SEED=%" PRIu64 "\n", what, rng_state);
}

uint32_t rng(uint32_t below)
{
	uint64_t z = rng_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return (uint32_t)((z >> 32) % below);
}

unsigned rounds(unsigned few, unsigned many)
{
	const char *s = getenv("SMETS1_LONG");

	return s && !strcmp(s, "1") ? many : few;
}
