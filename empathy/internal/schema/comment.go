package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// comments are doc comments by the full name of a type or a field:
// PACKAGE.TYPE or PACKAGE.TYPE.FIELD.
type comments map[string]string

// read gathers the comments of one package.
func (c comments) read(pkg, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.GenDecl); ok && decl.Tok == token.TYPE {
				c.types(pkg, decl)
			}
		}
	}
	return nil
}

// types notes the comments of one declaration and of the fields in it.
func (c comments) types(pkg string, decl *ast.GenDecl) {
	for _, s := range decl.Specs {
		spec := s.(*ast.TypeSpec)
		name := pkg + "." + spec.Name.Name
		comment := spec.Doc
		if comment == nil {
			comment = decl.Doc
		}
		// What comes behind the first sentence is on the use in Go.
		c[name] = plain(new(doc.Package).Synopsis(comment.Text()))
		body, ok := spec.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range body.Fields.List {
			for _, n := range f.Names {
				c[name+"."+n.Name] = plain(f.Doc.Text())
			}
		}
	}
}

// link is a reference to a Go name, which means nothing to a reader of JSON.
var link = regexp.MustCompile(`\[([\w.]+)\]`)

// plain is a comment as one line without links.
func plain(text string) string {
	return link.ReplaceAllString(strings.Join(strings.Fields(text), " "), "$1")
}
