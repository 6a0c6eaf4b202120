#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

Suite *sha256_suite(void);

static void (*const init[])(struct sha256 *) = {
	sha256_init, sha256_init_portable,
};

START_TEST(published_digests)
{
	static const struct { const char *text, *digest; } row[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		      "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
			 "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039"
		  "a33ce45964ff2167f6ecedd419db06c1" },
		{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
		  "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
		  "cf5b16a778af8380036ce59e7b049237"
		  "0b249b11e8f07a51afac45037afee9d1" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct sha256 h;
		char text[SHA256_TEXT];

		init[_i](&h);
		sha256_add(&h, row[i].text, strlen(row[i].text));
		sha256_hex(&h, text);
		ck_assert_str_eq(text, row[i].digest);
	}
}
END_TEST

START_TEST(a_million_letters)
{
	static const size_t chunk[] = { 1, 63, 64, 65, 997, 65536, 1000000 };
	char *letters = malloc(1000000);

	memset(letters, 'a', 1000000);
	for (size_t i = 0; i < sizeof(chunk) / sizeof(chunk[0]); i++) {
		size_t left = 1000000;
		struct sha256 h;
		char text[SHA256_TEXT];

		init[_i](&h);
		while (left) {
			size_t n = left < chunk[i] ? left : chunk[i];

			sha256_add(&h, letters, n);
			left -= n;
		}
		sha256_hex(&h, text);
		ck_assert_str_eq(text, "cdc76e5c9914fb9281a1c7e284d73e67"
				       "f1809a48a497200e046d39ccc7112cd0");
	}
	free(letters);
}
END_TEST

/* Both ways of computing it, over every length and some alignments. */
START_TEST(both_ways_agree)
{
	unsigned char bytes[512];
	unsigned x = 7;

	for (size_t i = 0; i < sizeof(bytes); i++) {
		x = x * 1103515245u + 12345u;
		bytes[i] = (unsigned char)(x >> 16);
	}
	for (size_t n = 0; n <= 500; n++) {
		struct sha256 h, portable;
		char text[SHA256_TEXT], want[SHA256_TEXT];
		size_t first = n / 3;

		sha256_init(&h);
		sha256_init_portable(&portable);
		sha256_add(&h, bytes + n % 12, first);
		sha256_add(&h, bytes + n % 12 + first, n - first);
		sha256_add(&portable, bytes + n % 12, n);
		sha256_hex(&h, text);
		sha256_hex(&portable, want);
		ck_assert_str_eq(text, want);
	}
}
END_TEST

START_TEST(may_go_on_after_hex)
{
	struct sha256 h;
	char text[SHA256_TEXT], again[SHA256_TEXT];

	sha256_init(&h);
	sha256_add(&h, "a", 1);
	sha256_hex(&h, text);
	sha256_hex(&h, again);
	ck_assert_str_eq(text, again);
	sha256_add(&h, "bc", 2);
	sha256_hex(&h, text);
	ck_assert_str_eq(text, "ba7816bf8f01cfea414140de5dae2223"
			       "b00361a396177a9cb410ff61f20015ad");
}
END_TEST

Suite *sha256_suite(void)
{
	Suite *s = suite_create("sha256");
	TCase *t = tcase_create("sha256");

	tcase_add_loop_test(t, published_digests, 0, 2);
	tcase_add_loop_test(t, a_million_letters, 0, 2);
	tcase_add_test(t, both_ways_agree);
	tcase_add_test(t, may_go_on_after_hex);
	suite_add_tcase(s, t);
	return s;
}
