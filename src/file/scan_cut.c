/*
 * scan_cut.c - positions of a window into records; numbers of a record
 *
 * Nearly always every so-many-th position is an LF and nothing else is; then
 * cutting is counting. Where the number of LFs says otherwise (a blank line,
 * a wrong width) the positions are looked at one by one.
 */
#include "file/scan_room.h"

enum { DIGITS_MAX = 16 };	/* two such numbers stay below 2^56 */

static size_t begin_of(const struct scan_worker *w, size_t position)
{
	return (uint16_t)(w->position[(ptrdiff_t)position - 1] + 1);
}

static bool is_line(const struct scan_worker *w, const unsigned char *p,
		    size_t position)
{
	return p[w->position[position]] == '\n';
}

static bool is_blank_line(const struct scan_worker *w,
			  const unsigned char *p, size_t position)
{
	const size_t from = begin_of(w, position);
	const size_t end = w->position[position];

	return p[end] == '\n' &&
	       (end == from || (end == from + 1 && p[from] == '\r'));
}

/* Does a whole record begin at this position? A line that ends before or
 * after its last cell has another width. */
static bool is_record(struct scan_worker *w, const unsigned char *p,
		      size_t position, size_t positions)
{
	const size_t width = w->shape->width;

	for (size_t i = 0; i < width; i++) {
		if (position + i == positions)
			return false;
		if (is_line(w, p, position + i) != (i == width - 1)) {
			w->why = "a record of another width";
			return false;
		}
	}
	return true;
}

static size_t cut_slowly(struct scan_worker *w, const unsigned char *p,
			 size_t positions, size_t limit, size_t *taken)
{
	size_t n = 0, i = 0;

	while (i < positions && begin_of(w, i) < limit) {
		if (is_blank_line(w, p, i)) {
			i++;
			continue;
		}
		if (!is_record(w, p, i, positions))
			break;
		w->record[n++] = (uint16_t)i;
		i += w->shape->width;
	}
	*taken = begin_of(w, i);
	return n;
}

size_t scan_cut(struct scan_worker *w, const unsigned char *p,
		const struct scan_found *f, size_t limit, size_t *taken)
{
	const size_t width = w->shape->width;
	size_t n = 0;

	for (size_t i = 0; i + width <= f->positions; i += width) {
		if (!is_line(w, p, i + width - 1))
			break;
		w->record[n++] = (uint16_t)i;
	}
	if (n != f->lines)
		return cut_slowly(w, p, f->positions, limit, taken);
	while (n > 0 && begin_of(w, w->record[n - 1]) >= limit)
		n--;
	*taken = begin_of(w, n * width);
	return n;
}

/* The cell's number; false: not plain digits. A blank is 0. */
static bool read_number(struct span s, bool *blank, uint64_t *value)
{
	if (s.n >= 2 && s.p[0] == '"')
		s = span_make(s.p + 1, s.n - 2);
	*blank = s.n == 0;
	*value = 0;
	if (s.n > DIGITS_MAX || (s.n > 1 && s.p[0] == '0'))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*value = *value * 10 + (uint64_t)(s.p[i] - '0');
	}
	return true;
}

static struct span raw_cell(const struct scan_worker *w,
			    const unsigned char *p, const uint16_t *position,
			    uint32_t column)
{
	const size_t from =
		(uint16_t)(position[(ptrdiff_t)column - 1] + 1);
	size_t end = position[column];

	if (column == w->shape->width - 1 && end > from && p[end - 1] == '\r')
		end--;
	return span_make((const char *)p + from, end - from);
}

void scan_mark(struct scan_worker *w, const unsigned char *p, size_t records)
{
	for (size_t r = 0; r < records; r++) {
		const struct span cell = scan_plain(raw_cell(w, p,
			w->position + w->record[r], w->shape->marked),
			&w->text);

		if (cell.n)
			marks_add(w->marks, cell);
	}
}

void scan_take(struct scan_worker *w, const unsigned char *p, size_t records)
{
	const struct scan_batch b = {
		.n = records, .key = w->key, .bytes = p,
		.position = w->position, .record = w->record,
		.last = w->shape->width - 1,
	};

	if (!w->taker->take(w->taker->ctx, w->thread, &b))
		w->why = "a record that is not taken";
}

void scan_add_sums(struct scan_worker *w, struct scan_entry *e,
		   const unsigned char *p, const uint16_t *position)
{
	bool all_blank = true;

	for (unsigned k = 0; k < 2; k++) {
		const uint32_t column = w->shape->sum[k];
		uint64_t value;
		bool blank;

		if (column == SCAN_NO_COLUMN)
			continue;
		if (!read_number(raw_cell(w, p, position, column), &blank,
				 &value)) {
			w->why = "a number that is not plain digits";
			return;
		}
		all_blank = all_blank && blank;
		e->sum[k] += value * w->delta;
		w->total += value;
		if (e->sum[k] > SCAN_SUM_MAX)
			w->why = "numbers that add up to too much";
	}
	e->blank += all_blank ? w->delta : 0;
}
