package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// Where the schema is published, and the draft it is of.
const (
	id    = "https://raw.githubusercontent.com/attune-go/attune/main/docs/report.schema.json"
	draft = "https://json-schema.org/draft/2020-12/schema"
)

const module = "github.com/attune-go/attune"

// A node is a schema. What is empty or nil is left out.
type node struct {
	Schema      string     `json:"$schema,omitempty"`
	ID          string     `json:"$id,omitempty"`
	Ref         string     `json:"$ref,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Type        string     `json:"type,omitempty"`
	Enum        []string   `json:"enum,omitempty"`
	Minimum     *float64   `json:"minimum,omitempty"`
	Maximum     *float64   `json:"maximum,omitempty"`
	Items       *node      `json:"items,omitempty"`
	MinItems    *int       `json:"minItems,omitempty"`
	MaxItems    *int       `json:"maxItems,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	Defs        properties `json:"$defs,omitempty"`
}

// properties are named schemas in the order of the Go fields, which is the
// order of a report's JSON.
type properties []property

type property struct {
	name string
	node *node
}

// MarshalJSON writes an object.
func (ps properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(p.node)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", p.name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// generate makes the schema. root is the directory of the module, whose
// sources hold the descriptions.
func generate(root string) ([]byte, error) {
	g := &generator{comments: comments{}, seen: map[reflect.Type]bool{}}
	for _, dir := range []string{"dimensions", "empathy", "mechanisms"} {
		if err := g.comments.read(module+"/"+dir, filepath.Join(root, dir)); err != nil {
			return nil, err
		}
	}
	top, err := g.object(reflect.TypeFor[empathy.Report]())
	if err != nil {
		return nil, err
	}
	top.Schema, top.ID, top.Title, top.Defs = draft, id, "attune report", g.defs
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(top)
	return b.Bytes(), err
}

type generator struct {
	comments comments
	seen     map[reflect.Type]bool
	defs     properties
}

// enums are the types that are written as one of a few names.
var enums = map[reflect.Type][]string{
	reflect.TypeFor[mechanisms.Kind](): names(mechanisms.Count, func(i int) mechanisms.Kind { return mechanisms.Kind(i) }),
	reflect.TypeFor[dimensions.Kind](): names(dimensions.Count, func(i int) dimensions.Kind { return dimensions.Kind(i) }),
	reflect.TypeFor[empathy.ActKind](): names(empathy.ActCount, func(i int) empathy.ActKind { return empathy.ActKind(i) }),
	reflect.TypeFor[mechanisms.Side](): {mechanisms.Source.String(), mechanisms.Response.String()},
	reflect.TypeFor[empathy.Task]():    {empathy.Reply.String(), empathy.Rewrite.String()},
}

func names[T fmt.Stringer](n int, at func(int) T) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = at(i).String()
	}
	return out
}

// of makes the schema of a type. Structs are defined once and referred to.
func (g *generator) of(t reflect.Type) (*node, error) {
	if values, ok := enums[t]; ok {
		return &node{Type: "string", Enum: values}, nil
	}
	switch t.Kind() {
	case reflect.Float64:
		// Severities, scores, strengths, shares: all numbers of a report are.
		return &node{Type: "number", Minimum: at(0.0), Maximum: at(1.0)}, nil
	case reflect.Int:
		return &node{Type: "integer", Minimum: at(0.0)}, nil // a place in a text
	case reflect.Bool:
		return &node{Type: "boolean"}, nil
	case reflect.String:
		return &node{Type: "string"}, nil
	case reflect.Slice, reflect.Array:
		items, err := g.of(t.Elem())
		n := &node{Type: "array", Items: items}
		if t.Kind() == reflect.Array {
			n.MinItems, n.MaxItems = at(t.Len()), at(t.Len())
		}
		return n, err
	case reflect.Struct:
		return g.reference(t)
	}
	return nil, fmt.Errorf("no schema for Go type %s", t)
}

func at[T any](x T) *T { return &x }

func (g *generator) reference(t reflect.Type) (*node, error) {
	name := strings.ToLower(t.Name())
	if t == reflect.TypeFor[dimensions.Score]() {
		name = "dimension" // "score" is what it has
	}
	if !g.seen[t] {
		g.seen[t] = true
		i := len(g.defs)
		g.defs = append(g.defs, property{name: name})
		def, err := g.object(t)
		if err != nil {
			return nil, err
		}
		g.defs[i].node = def
	}
	return &node{Ref: "#/$defs/" + name}, nil
}

// object makes the schema of a struct as encoding/json writes it.
func (g *generator) object(t reflect.Type) (*node, error) {
	n := &node{Type: "object", Description: g.comments[t.PkgPath()+"."+t.Name()]}
	for _, f := range reflect.VisibleFields(t) {
		tag, tagged := f.Tag.Lookup("json")
		if !f.IsExported() || f.Anonymous && !tagged || tag == "-" {
			continue // the fields of an embedded struct are among the visible ones
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "" {
			return nil, fmt.Errorf("field %s of %s has no name in JSON", f.Name, t)
		}
		p, err := g.of(f.Type)
		if err != nil {
			return nil, fmt.Errorf("field %s of %s: %w", f.Name, t, err)
		}
		p.Description = g.comments[owner(t, f)+"."+f.Name]
		n.Properties = append(n.Properties, property{name, p})
		if options != "omitempty" {
			n.Required = append(n.Required, name)
		}
	}
	return n, nil
}

// owner is the type that declares a field, which may be an embedded one.
func owner(t reflect.Type, f reflect.StructField) string {
	for _, i := range f.Index[:len(f.Index)-1] {
		t = t.Field(i).Type
	}
	return t.PkgPath() + "." + t.Name()
}
