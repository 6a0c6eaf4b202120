/*
 * Any bytes as a return, counted under the default policy: no crash, no
 * leak, and nothing lost: what the tally has, what was superseded and what
 * was replaced are together what the estate has.
 */
#include "base/table.h"
#include "engine/count.h"
#include "engine/join.h"
#include "engine/select.h"
#include "file/rows.h"
#include "memory_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_return(struct rows *r, struct estate *e, struct check *c,
			struct diag *d)
{
	const struct span *names;
	struct table_binding b;
	struct row row;
	uint64_t line;
	size_t n;

	if (!rows_header(r, &names, &n, &line))
		return;
	if (table_bind(&b, &rfi_wide_format, names, n, NULL, d, "-", line)) {
		while (rows_next(r, &row)) {
			struct span cells[RFI_COLUMNS];
			struct check_count count;

			for (unsigned i = 0; i < RFI_COLUMNS; i++)
				cells[i] = table_cell(&b, row.cell, i);
			c->at = (struct check_at){ "-", row.line, &b };
			estate_add(e, c, cells, &count);
		}
	}
	table_binding_release(&b);
}

static void count(const struct estate *e, const struct policy *p)
{
	struct tally t = TALLY_INIT;
	struct count_notes notes;
	struct selection s;
	uint64_t sum;

	count_estate(e, p, PRECEDENCE_ALL, &t, &notes);
	sum = notes.superseded + notes.replaced;
	for (unsigned d = 0; d < DISPOSITIONS; d++)
		sum += tally_total(&t, (enum disposition)d);
	if (sum != e->active + e->dormant)
		abort();
	select_combinations(&t, p, &s);
	selection_release(&s);
	tally_release(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct input_limits limits = { 1u << 22 };
	struct names *names = names_new(NULL);
	struct diag d = DIAG_INIT;
	struct memory_file f;
	struct policy p;
	struct estate e;
	struct rows *r;
	struct check c = { .diag = &d, .policy = &p, .names = names,
			   .floor = DIAG_NOTE };

	policy_init(&p);
	estate_init(&e, names, ESTATE_COUNTING, &p);
	memory_file_open(&f, data, size);
	r = rows_open(f.path, &limits, &d, rfi_wide_format.codes);
	read_return(r, &e, &c, &d);
	rows_close(r, NULL);
	memory_file_close(&f);
	estate_finish(&e);
	count(&e, &p);
	estate_release(&e);
	names_free(names);
	policy_release(&p);
	diag_release(&d);
	return 0;
}
