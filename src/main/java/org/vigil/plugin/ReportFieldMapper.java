package org.vigil.plugin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.mapper.IdFieldMapper;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.ParametrizedFieldMapper;
import org.opensearch.index.mapper.ParseContext;
import org.opensearch.index.mapper.TextSearchInfo;
import org.opensearch.index.mapper.ValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.search.lookup.SearchLookup;
import org.vigil.cluster.StoredReport;
import org.vigil.index.ReportDocuments;

/**
 * The field type {@value #TYPE}: its value is a report as {@code vigil extract} prints it, and what
 * is indexed are the fields of {@link ReportDocuments}, quotes as a block before the report.
 */
final class ReportFieldMapper extends ParametrizedFieldMapper {

  static final String TYPE = "vigil_report";

  static final TypeParser PARSER = new TypeParser((name, context) -> new Builder(name));

  private static final class Builder extends ParametrizedFieldMapper.Builder {

    Builder(String name) {
      super(name);
    }

    @Override
    protected List<Parameter<?>> getParameters() {
      return List.of();
    }

    @Override
    public ReportFieldMapper build(BuilderContext context) {
      return new ReportFieldMapper(
          name, buildFullName(context), multiFieldsBuilder.build(this, context), copyTo.build());
    }
  }

  /** Found by searches of Vigil alone. */
  private static final class ReportFieldType extends MappedFieldType {

    ReportFieldType(String name) {
      super(name, false, false, false, TextSearchInfo.NONE, Map.of());
    }

    @Override
    public String typeName() {
      return TYPE;
    }

    @Override
    public Query termQuery(Object value, @Nullable QueryShardContext context) {
      throw new IllegalArgumentException("a field of type " + TYPE + " cannot be queried");
    }

    @Override
    public ValueFetcher valueFetcher(
        QueryShardContext context, SearchLookup lookup, @Nullable String format) {
      throw new IllegalArgumentException("a field of type " + TYPE + " is read from its source");
    }
  }

  private ReportFieldMapper(String name, String fullName, MultiFields multiFields, CopyTo copyTo) {
    super(name, new ReportFieldType(fullName), multiFields, copyTo);
  }

  @Override
  public ParametrizedFieldMapper.Builder getMergeBuilder() {
    return new Builder(simpleName());
  }

  @Override
  protected String contentType() {
    return TYPE;
  }

  @Override
  protected void parseCreateField(ParseContext context) throws IOException {
    StoredReport stored;
    try (XContentBuilder json = XContentFactory.jsonBuilder()) {
      json.copyCurrentStructure(context.parser());
      stored = StoredReport.read(BytesReference.bytes(json).utf8ToString());
    }
    List<Document> block = ReportDocuments.of(stored.report(), stored.identity());
    BytesRef id = context.rootDoc().getField(IdFieldMapper.NAME).binaryValue();
    for (Document quote : block.subList(0, block.size() - 1)) {
      ParseContext.Document nested = context.createNestedContext("").doc();
      // What stands in the block of a report goes when the report goes.
      nested.add(new Field(IdFieldMapper.NAME, id, IdFieldMapper.Defaults.NESTED_FIELD_TYPE));
      quote.getFields().forEach(nested::add);
    }
    for (IndexableField field : block.getLast().getFields()) {
      context.doc().add(field);
    }
  }
}
