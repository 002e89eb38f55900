package dev.sallyport.server.api.iam;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.iam.model.GenerateCredentialReportRequest;
import dev.sallyport.server.api.iam.model.GenerateCredentialReportResponse;
import dev.sallyport.server.api.iam.model.GetCredentialReportRequest;
import dev.sallyport.server.api.iam.model.GetCredentialReportResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.identity.care.CredentialReport;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.LastUses;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The credential report: made on demand, kept in memory for four hours.
public final class ReportRoutes {
    private static final Duration LIFE = Duration.ofHours(4);

    private final Arns arns;
    private final LastUses uses;
    private final AtomicReference<Optional<Report>> last = new AtomicReference<>(Optional.empty());

    public ReportRoutes(Directory directory, LastUses uses) {
        this.arns = new Arns(directory);
        this.uses = uses;
    }

    private record Report(String text, Instant made) {}

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.GENERATE_CREDENTIAL_REPORT, _ -> Arns.ANY, this::generate)
                .on(Iam.GET_CREDENTIAL_REPORT, _ -> Arns.ANY, this::get);
    }

    private GenerateCredentialReportResponse generate(
            Call call, GenerateCredentialReportRequest input) {
        String text = new CredentialReport(arns.roster(), uses).write();
        last.set(Optional.of(new Report(text, call.at())));
        return GenerateCredentialReportResponse.builder().state("COMPLETE").build();
    }

    private GetCredentialReportResponse get(Call call, GetCredentialReportRequest input) {
        Report report =
                last.get()
                        .orElseThrow(() ->
                                new ServiceFault(
                                        "ReportNotPresent", "There is no credential report."));
        if (call.at().isAfter(report.made().plus(LIFE))) {
            throw new ServiceFault("ReportExpired", "The credential report is too old.");
        }
        return GetCredentialReportResponse.builder()
                .content(Bytes.ofUtf8(report.text()))
                .reportFormat("text/csv")
                .generatedTime(report.made())
                .build();
    }
}
