/*
 * input_test.c - a packed file gives its bytes, or a reason
 *
 * Packed files are made here by the libraries' own packers, then cut,
 * flipped and added to at every place.
 */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "file/input.h"

#define FOLDER	P_tmpdir "/input_test.XXXXXX"

static char folder[] = FOLDER;
static char path[sizeof(folder) + 16];

static void make_folder(void)
{
	memcpy(folder, FOLDER, sizeof(folder));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/t.csv", folder);
}

static void remove_folder(void)
{
	unlink(path);
	rmdir(folder);
}

static void put_file(struct span bytes)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	ck_assert_int_eq(fclose(f), 0);
}

struct got {
	struct buf bytes;
	struct buf finding;
	bool failed;
	bool system_error;
	char sha256[SHA256_TEXT];
};

static void get(struct got *g, const char *name, size_t block,
		uint64_t max_unpacked)
{
	struct input_limits limits = { max_unpacked };
	struct diag d = DIAG_INIT;
	struct input *in = input_open(name, &limits, &d, "TST001");
	size_t n;

	*g = (struct got){ .bytes = BUF_INIT, .finding = BUF_INIT };
	do {
		n = input_read(in, buf_room(&g->bytes, block), block);
		g->bytes.n += n;
	} while (n > 0);
	g->failed = input_failed(in);
	g->system_error = input_system_error(in);
	input_digest(in, g->sha256);
	input_close(in);
	ck_assert_uint_eq(d.found.n, g->failed);
	if (g->failed)
		diag_line(&d.found.v[0], &g->finding);
	diag_release(&d);
}

static void forget(struct got *g)
{
	buf_release(&g->bytes);
	buf_release(&g->finding);
}

static void gzip_add(struct buf *b, struct span text)
{
	z_stream z = { 0 };
	size_t room = text.n + 1024;

	ck_assert_int_eq(deflateInit2(&z, 9, Z_DEFLATED, 31, 8,
				      Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (Bytef *)text.p;
	z.avail_in = (uInt)text.n;
	z.next_out = (Bytef *)buf_room(b, room);
	z.avail_out = (uInt)room;
	ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	b->n += room - z.avail_out;
	deflateEnd(&z);
}

static void zstd_add_frame(struct buf *b, struct span text, int check_sum)
{
	ZSTD_CCtx *c = ZSTD_createCCtx();
	size_t room = ZSTD_compressBound(text.n), n;

	ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, check_sum);
	n = ZSTD_compress2(c, buf_room(b, room), room, text.p, text.n);
	ck_assert(!ZSTD_isError(n));
	b->n += n;
	ZSTD_freeCCtx(c);
}

static void zstd_add(struct buf *b, struct span text)
{
	zstd_add_frame(b, text, 1);
}

static void zstd_add_unchecked(struct buf *b, struct span text)
{
	zstd_add_frame(b, text, 0);
}

struct packer {
	const char *name;
	void (*add)(struct buf *b, struct span text);
};

static const struct packer packers[] = {
	{ "gzip", gzip_add },
	{ "zstd", zstd_add },
	{ "zstd without check sum", zstd_add_unchecked },
};

static const char first_part[] =
	"supplier,smso,count_active\nSUP-A,SMSO-1,12\nSUP-A,SMSO-2,7\n";
static const char second_part[] = "SUP-B,SMSO-1,3\nSUP-B,SMSO-2,130\n";

static void check_bytes(const struct got *g, const char *expected)
{
	ck_assert_msg(!g->failed, "%s", g->finding.p);
	ck_assert_uint_eq(g->bytes.n, strlen(expected));
	ck_assert_mem_eq(g->bytes.p, expected, g->bytes.n);
}

static void check_refused(const struct got *g, const char *why)
{
	ck_assert(g->failed);
	ck_assert_msg(strstr(g->finding.p, why) != NULL, "%s", g->finding.p);
}

START_TEST(plain_bytes_arrive_for_any_block)
{
	static const size_t blocks[] = { 1, 2, 3, 7, 4096 };
	struct got g;

	put_file(span_of(first_part));
	get(&g, path, blocks[_i], 0);
	check_bytes(&g, first_part);
	forget(&g);
}
END_TEST

START_TEST(joined_members_are_one_stream_for_any_block)
{
	static const size_t blocks[] = { 1, 2, 3, 7, 4096 };
	const struct packer *p = &packers[_i % 3];
	char whole[256];
	struct buf b = BUF_INIT;
	struct got g;

	p->add(&b, span_of(first_part));
	p->add(&b, SPAN(""));
	p->add(&b, span_of(second_part));
	put_file(buf_span(&b));
	get(&g, path, blocks[_i / 3], 0);
	snprintf(whole, sizeof(whole), "%s%s", first_part, second_part);
	check_bytes(&g, whole);
	forget(&g);
	buf_release(&b);
}
END_TEST

START_TEST(cut_anywhere_is_refused)
{
	const struct packer *p = &packers[_i];
	struct buf b = BUF_INIT;
	size_t member;

	p->add(&b, span_of(first_part));
	member = b.n;
	p->add(&b, span_of(second_part));
	for (size_t n = 1; n < b.n; n++) {
		struct got g;

		if (n == member)
			continue;	/* that is a whole file */
		put_file(span_make(b.p, n));
		get(&g, path, 4096, 0);
		ck_assert_msg(g.failed || n < 3, "%s cut at %zu", p->name, n);
		forget(&g);
	}
	put_file(span_make(b.p, b.n - 1));
	{
		struct got g;

		get(&g, path, 4096, 0);
		check_refused(&g, "t.csv: is a truncated ");
		forget(&g);
	}
	buf_release(&b);
}
END_TEST

START_TEST(one_flipped_bit_is_refused_or_harmless)
{
	const struct packer *p = &packers[_i];
	unsigned refused = 0;
	char whole[256];
	struct buf b = BUF_INIT;

	p->add(&b, span_of(first_part));
	p->add(&b, span_of(second_part));
	snprintf(whole, sizeof(whole), "%s%s", first_part, second_part);
	for (size_t i = 0; i < b.n * 8; i++) {
		char bit = (char)(1 << i % 8);
		struct got g;

		b.p[i / 8] ^= bit;
		put_file(buf_span(&b));
		get(&g, path, 4096, 0);
		ck_assert_msg(g.failed || (g.bytes.n == strlen(whole) &&
			      memcmp(g.bytes.p, whole, g.bytes.n) == 0),
			      "%s: bit %zu of byte %zu", p->name, i % 8,
			      i / 8);
		refused += g.failed;
		b.p[i / 8] ^= bit;
		forget(&g);
	}
	ck_assert_uint_gt(refused, b.n * 6);
	buf_release(&b);
}
END_TEST

START_TEST(bytes_behind_the_last_member_are_refused)
{
	static const char *const tails[] = { "x", "\n", "garbage behind" };
	const struct packer *p = &packers[_i % 2];
	struct buf b = BUF_INIT;
	struct got g;

	p->add(&b, span_of(first_part));
	buf_add(&b, span_of(tails[_i / 2]));
	put_file(buf_span(&b));
	get(&g, path, 4096, 0);
	check_refused(&g, "has bytes behind the end of the");
	forget(&g);
	buf_clear(&b);
	p->add(&b, span_of(first_part));
	buf_add_char(&b, '\0');
	put_file(buf_span(&b));
	get(&g, path, 1, 0);
	check_refused(&g, "has bytes behind the end of the");
	forget(&g);
	buf_release(&b);
}
END_TEST

START_TEST(a_bomb_is_refused_by_its_ratio_unless_allowed)
{
	const struct packer *p = &packers[_i];
	size_t size = 8 << 20;
	char *zeros = calloc(1, size);
	struct buf b = BUF_INIT;
	struct got g;

	memset(zeros, 'a', size);
	p->add(&b, span_make(zeros, size));
	put_file(buf_span(&b));
	get(&g, path, 1 << 16, 0);
	check_refused(&g, "more than 1,000 times its size; give "
		      "--max-unpacked");
	ck_assert_uint_lt(g.bytes.n, 4 << 20);
	forget(&g);
	get(&g, path, 1 << 16, size - 1);
	check_refused(&g, "unpacks to more than 8,388,607 bytes; raise "
		      "--max-unpacked");
	forget(&g);
	for (size_t more = 0; more < 2; more++) {
		get(&g, path, 1 << 16, size + more);
		ck_assert(!g.failed);
		ck_assert_uint_eq(g.bytes.n, size);
		forget(&g);
	}
	buf_release(&b);
	free(zeros);
}
END_TEST

static const struct {
	struct span bytes;
	const char *why;
} foreign[] = {
	{ { "PK\3\4rest of a workbook", 22 }, "is an XLSX workbook" },
	{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }, "is an XLS workbook" },
	{ { "\xfd" "7zXZ\0\0\4", 8 }, "is packed by xz" },
	{ { "BZh91AY&SY", 10 }, "is packed by bzip2" },
	{ { "\xff\xfe" "a\0,\0", 6 }, "is UTF-16 text; save it as UTF-8" },
	{ { "\xfe\xff\0a\0,", 6 }, "is UTF-16 text; save it as UTF-8" },
};

START_TEST(a_foreign_kind_is_named)
{
	struct buf b = BUF_INIT;
	struct got g;

	put_file(foreign[_i].bytes);
	get(&g, path, 4096, 0);
	check_refused(&g, foreign[_i].why);
	ck_assert_uint_eq(g.bytes.n, 0);
	forget(&g);
	gzip_add(&b, foreign[_i].bytes);	/* and so it is when packed */
	put_file(buf_span(&b));
	get(&g, path, 1, 0);
	check_refused(&g, foreign[_i].why);
	forget(&g);
	buf_release(&b);
}
END_TEST

START_TEST(packed_twice_is_refused)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct got g;

	packers[_i].add(&once, span_of(first_part));
	gzip_add(&twice, buf_span(&once));
	put_file(buf_span(&twice));
	get(&g, path, 4096, 0);
	check_refused(&g, "is packed twice; unpack it once");
	forget(&g);
	buf_release(&once);
	buf_release(&twice);
}
END_TEST

START_TEST(the_name_does_not_tell_the_kind)
{
	struct got g;

	snprintf(path, sizeof(path), "%s/t.csv.gz", folder);
	put_file(SPAN("a,b\n1,2\n"));
	get(&g, path, 4096, 0);
	check_bytes(&g, "a,b\n1,2\n");
	forget(&g);
	unlink(path);
	snprintf(path, sizeof(path), "%s/t.csv", folder);
}
END_TEST

START_TEST(what_cannot_be_read_is_a_system_error)
{
	struct got g;
	char missing[sizeof(path) + 8];

	snprintf(missing, sizeof(missing), "%s/none.csv", folder);
	get(&g, missing, 16, 0);
	check_refused(&g, "none.csv: cannot be opened: No such file");
	ck_assert(g.system_error);
	ck_assert_str_eq(g.sha256, "");
	forget(&g);
	get(&g, folder, 16, 0);
	check_refused(&g, "cannot be read: Is a directory");
	ck_assert(g.system_error);
	forget(&g);
	put_file(SPAN("PK\3\4"));
	get(&g, path, 16, 0);
	ck_assert(g.failed && !g.system_error);
	forget(&g);
}
END_TEST

START_TEST(an_empty_file_is_left_to_its_reader)
{
	struct got g;

	put_file(SPAN(""));
	get(&g, path, 16, 0);
	check_bytes(&g, "");
	forget(&g);
}
END_TEST

START_TEST(the_digest_is_of_the_stored_bytes)
{
	static const char abc[] = "ba7816bf8f01cfea414140de5dae2223"
				  "b00361a396177a9cb410ff61f20015ad";
	struct buf b = BUF_INIT;
	struct sha256 h;
	char expected[SHA256_TEXT], early[SHA256_TEXT];
	struct diag d = DIAG_INIT;
	struct input *in;
	struct got g;

	put_file(SPAN("abc"));
	get(&g, path, 2, 0);
	ck_assert_str_eq(g.sha256, abc);
	forget(&g);
	in = input_open(path, NULL, &d, "TST001");	/* nothing was read */
	ck_assert_uint_eq(input_size_bytes(in), 3);
	input_digest(in, early);
	ck_assert_str_eq(early, abc);
	ck_assert_uint_eq(input_stored_bytes(in), 3);
	input_close(in);
	diag_release(&d);

	gzip_add(&b, span_of(first_part));
	buf_add(&b, SPAN("behind"));		/* refused, digested all */
	put_file(buf_span(&b));
	sha256_init(&h);
	sha256_add(&h, b.p, b.n);
	sha256_hex(&h, expected);
	get(&g, path, 7, 0);
	ck_assert(g.failed);
	ck_assert_str_eq(g.sha256, expected);
	forget(&g);
	buf_release(&b);
}
END_TEST

START_TEST(standard_input_may_come_in_drops)
{
	struct buf b = BUF_INIT;
	int ends[2], saved = dup(STDIN_FILENO);
	struct got g;

	gzip_add(&b, span_of(first_part));
	ck_assert_int_eq(pipe(ends), 0);
	if (fork() == 0) {
		close(ends[0]);
		for (size_t i = 0; i < b.n; i++)
			if (write(ends[1], b.p + i, 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	get(&g, "-", 4096, 0);
	dup2(saved, STDIN_FILENO);
	close(saved);
	check_bytes(&g, first_part);
	forget(&g);
	buf_release(&b);
}
END_TEST

Suite *input_suite(void);

Suite *input_suite(void)
{
	Suite *s = suite_create("input");
	TCase *t = tcase_create("input");
	int foreigners = (int)(sizeof(foreign) / sizeof(foreign[0]));

	tcase_add_checked_fixture(t, make_folder, remove_folder);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, plain_bytes_arrive_for_any_block, 0, 5);
	tcase_add_loop_test(t, joined_members_are_one_stream_for_any_block,
			    0, 15);
	tcase_add_loop_test(t, cut_anywhere_is_refused, 0, 3);
	tcase_add_loop_test(t, one_flipped_bit_is_refused_or_harmless, 0, 2);
	tcase_add_loop_test(t, bytes_behind_the_last_member_are_refused, 0,
			    6);
	tcase_add_loop_test(t, a_bomb_is_refused_by_its_ratio_unless_allowed,
			    0, 2);
	tcase_add_loop_test(t, a_foreign_kind_is_named, 0, foreigners);
	tcase_add_loop_test(t, packed_twice_is_refused, 0, 2);
	tcase_add_test(t, the_name_does_not_tell_the_kind);
	tcase_add_test(t, what_cannot_be_read_is_a_system_error);
	tcase_add_test(t, an_empty_file_is_left_to_its_reader);
	tcase_add_test(t, the_digest_is_of_the_stored_bytes);
	tcase_add_test(t, standard_input_may_come_in_drops);
	suite_add_tcase(s, t);
	return s;
}
