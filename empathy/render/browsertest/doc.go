// Package browsertest opens pages of package render in Chromium and looks at
// what becomes of them there: that they open fast, that nothing in a text runs,
// that search, filters and the keyboard do what they say, and that axe-core
// finds nothing serious. It has tests only, and is a module of its own so that
// no user of attune downloads a browser's driver.
//
// The tests need chromium (Debian: apt-get install chromium) and, for axe-core,
// npm. Where one is missing they are skipped and say so.
package browsertest
