/* What was checked of a release, one row a thing. */
COL(WHAT, "what", ENUM, "ROWS|INPUT", 0,
    "the rows of the release, or an input that it names")
COL(NAME, "name", TEXT, "", 0,
    "base name of the file")
COL(SHA256, "sha256", TEXT, "", 0,
    "the digest that the release records")
COL(ROWS, "rows", COUNT, "", 0,
    "the number of rows that it records; blank: none")
COL(VERDICT, "verdict", ENUM, "SAME|NOT_AT_HAND", 0,
    "the bytes at hand have that digest, or were not given")
